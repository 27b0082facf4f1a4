package io.tandem6.classify;

import io.tandem6.address.Ipv6Address;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.RelayMessage;
import java.util.List;
import java.util.Optional;

/**
 * A packet as expressions see it.
 *
 * @param message the client's own message
 * @param relays the messages it was wrapped in, the relay nearest to the server first
 * @param interfaceName where the datagram arrived
 * @param source of the datagram
 * @param destination of the datagram
 * @param length of the datagram's payload in octets
 */
public record PacketView(
        ClientMessage message,
        List<RelayMessage> relays,
        String interfaceName,
        Ipv6Address source,
        Ipv6Address destination,
        int length) {
    /** Copies the list. */
    public PacketView {
        relays = List.copyOf(relays);
    }

    /** The relay of a level: 0 is nearest to the server, -1 nearest to the client. */
    Optional<RelayMessage> relay(int level) {
        int index = level < 0 ? relays.size() + level : level;
        return index < 0 || index >= relays.size()
                ? Optional.empty()
                : Optional.of(relays.get(index));
    }
}
