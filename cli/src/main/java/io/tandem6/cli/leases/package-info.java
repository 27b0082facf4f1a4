/** {@code tandem6 leases}: leases from one store to another. */
@NullMarked
package io.tandem6.cli.leases;

import org.jspecify.annotations.NullMarked;
