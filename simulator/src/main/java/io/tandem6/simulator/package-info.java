/**
 * Whole worlds in one thread: two servers with their real code, clients, and everything that can go
 * wrong around them, decided by one number. Nothing here is used by a server. Start with {@link
 * io.tandem6.simulator.Simulation}.
 */
@NullMarked
package io.tandem6.simulator;

import org.jspecify.annotations.NullMarked;
