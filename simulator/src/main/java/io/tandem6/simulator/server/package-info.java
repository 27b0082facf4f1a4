/**
 * Hosts with real servers on simulated disks, clocks and loops. Start with {@link
 * io.tandem6.simulator.server.Host}.
 */
@NullMarked
package io.tandem6.simulator.server;

import org.jspecify.annotations.NullMarked;
