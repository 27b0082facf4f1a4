/**
 * How two servers agree on who answers, by Kea's rules. Lives here: the states, what a server
 * remembers, the events and actions, and the one function that relates them. Must not live here:
 * sockets, timers, clocks, logs, threads, leases. Time arrives in the events, I/O leaves as
 * actions. Start with {@link io.tandem6.server.ha.HaMachine}; the rules themselves are in {@link
 * io.tandem6.server.ha.TransitionTable}.
 */
@NullMarked
package io.tandem6.server.ha;

import org.jspecify.annotations.NullMarked;
