/**
 * What leases a server says it has, or has written down, and how two such accounts differ. Reads
 * JSON and CSV by itself instead of with the product's code, which is what is being tested. Start
 * with {@link io.tandem6.interop.lease.LeaseDump}.
 */
@NullMarked
package io.tandem6.interop.lease;

import org.jspecify.annotations.NullMarked;
