/**
 * A small DHCPv6 client behind a relay agent, as the {@code up} command needs one: it takes a
 * lease, renews and rebinds it, and retransmits as RFC 9915 section 15 says. Timing and messages
 * are pure ({@link io.tandem6.message.Retransmission}, {@link
 * io.tandem6.cli.client.ClientMessages}, {@link io.tandem6.cli.client.RelayAgent}); only {@link
 * io.tandem6.cli.client.RelaySocket} touches the network. Nothing here configures an interface.
 * Start with {@link io.tandem6.cli.client.RelayedClient}.
 */
@NullMarked
package io.tandem6.cli.client;

import org.jspecify.annotations.NullMarked;
