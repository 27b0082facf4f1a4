/**
 * The subcommand {@code simulate}: runs seeds of the simulator and shows what they found. Start
 * with {@link io.tandem6.cli.simulate.SimulateCommand}.
 */
@NullMarked
package io.tandem6.cli.simulate;

import org.jspecify.annotations.NullMarked;
