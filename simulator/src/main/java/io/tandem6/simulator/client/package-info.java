/**
 * DHCPv6 clients that retransmit as RFC 9915 section 15 says. Start with {@link
 * io.tandem6.simulator.client.SimulatedClient}.
 */
@NullMarked
package io.tandem6.simulator.client;

import org.jspecify.annotations.NullMarked;
