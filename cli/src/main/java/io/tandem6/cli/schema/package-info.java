/** Prints what the configuration files may contain, for editors and other programs. */
@NullMarked
package io.tandem6.cli.schema;

import org.jspecify.annotations.NullMarked;
