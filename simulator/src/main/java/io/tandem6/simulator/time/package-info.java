/**
 * Time that passes only when the simulation says so: one queue of events for the whole world, and
 * the clocks of hosts, which may go wrong. Start with {@link io.tandem6.simulator.time.Timeline}.
 */
@NullMarked
package io.tandem6.simulator.time;

import org.jspecify.annotations.NullMarked;
