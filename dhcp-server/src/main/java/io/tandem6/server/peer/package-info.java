/**
 * The link to the HA partner: performs what the state machine of {@code server.ha} asks for, tells
 * it what happened, and puts its decisions into force. Lives here: the commands servers exchange,
 * lease updates and their batches, lease synchronization, the HTTP client. Must not live here: the
 * rules for changing state, and anything that answers DHCP clients. All of it runs on the event
 * loop, except what waits for the network. Start with {@link
 * io.tandem6.server.peer.HighAvailability}, and for what two Tandem6 servers do beyond Kea's rules
 * with {@link io.tandem6.server.peer.Continuity}.
 */
@NullMarked
package io.tandem6.server.peer;

import org.jspecify.annotations.NullMarked;
