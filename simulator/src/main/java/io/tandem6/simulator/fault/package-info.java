/**
 * What goes wrong in a simulated world, and when. Start with {@link
 * io.tandem6.simulator.fault.Profile}.
 */
@NullMarked
package io.tandem6.simulator.fault;

import org.jspecify.annotations.NullMarked;
