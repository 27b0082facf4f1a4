package io.tandem6.server.pipeline;

import io.tandem6.message.ClientMessage;
import io.tandem6.message.Packet;
import io.tandem6.message.RelayMessage;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.subnet.Arrival;
import java.util.List;

/**
 * One message on its way through.
 *
 * @param datagram as it came
 * @param packet what is in it, relays included
 * @param message the client's own message
 * @param arrival where it came from
 * @param arrivedNanos when, in the loop's monotonic time
 */
record Exchange(
        Datagram datagram,
        Packet packet,
        ClientMessage message,
        Arrival arrival,
        long arrivedNanos) {
    static Exchange of(Datagram datagram, Packet packet, long arrivedNanos) {
        return new Exchange(
                datagram,
                packet,
                packet.innermost(),
                new Arrival(
                        datagram.endpoint().interfaceName(),
                        datagram.source(),
                        packet instanceof RelayMessage relay ? relay.levels() : List.of()),
                arrivedNanos);
    }

    /** The reply as it goes back: through the same relays. */
    Packet wrap(ClientMessage reply) {
        return packet instanceof RelayMessage relay ? relay.replyWith(reply) : reply;
    }
}
