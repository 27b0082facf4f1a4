/**
 * The {@code up} command: a whole hot-standby pair on this machine, shown at work. What is to run
 * is a value ({@link io.tandem6.cli.up.PairPlan}), its configuration files follow from it by a pure
 * function ({@link io.tandem6.cli.up.PairConfig}); {@link io.tandem6.cli.up.Pair} owns the
 * processes and the directory, and {@link io.tandem6.cli.up.Walkthrough} is the story that users
 * see. Start with {@link io.tandem6.cli.up.UpCommand}.
 */
@NullMarked
package io.tandem6.cli.up;

import org.jspecify.annotations.NullMarked;
