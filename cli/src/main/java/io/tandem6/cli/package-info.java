/**
 * The {@code tandem6} command, as far as it is more than starting one service, which the script
 * does. Each subcommand is a package of its own and a line in {@link io.tandem6.cli.Subcommand}.
 * Plain Java: no Spring here. Start with {@link io.tandem6.cli.Tandem6}.
 */
@NullMarked
package io.tandem6.cli;

import org.jspecify.annotations.NullMarked;
