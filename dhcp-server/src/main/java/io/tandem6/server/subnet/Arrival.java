package io.tandem6.server.subnet;

import io.tandem6.address.Ipv6Address;
import io.tandem6.message.RelayMessage;
import java.util.List;

/**
 * The way a client's message came.
 *
 * @param interfaceName interface of the server it arrived on
 * @param source source address of the datagram
 * @param relays the Relay-forward messages it was wrapped in, outermost first; empty if heard
 *     directly
 */
public record Arrival(String interfaceName, Ipv6Address source, List<RelayMessage> relays) {
    /** Copies the list. */
    public Arrival {
        relays = List.copyOf(relays);
    }

    /** True if a relay agent forwarded it. */
    public boolean isRelayed() {
        return !relays.isEmpty();
    }

    /** The client's own address: the peer-address of the innermost relay, or the source. */
    public Ipv6Address clientAddress() {
        return relays.isEmpty() ? source : relays.getLast().peerAddress();
    }
}
