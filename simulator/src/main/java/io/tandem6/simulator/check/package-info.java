/** What must hold whatever goes wrong. Start with {@link io.tandem6.simulator.check.Checker}. */
@NullMarked
package io.tandem6.simulator.check;

import org.jspecify.annotations.NullMarked;
