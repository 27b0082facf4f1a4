package io.tandem6.server.pipeline;

import io.tandem6.classify.PacketView;
import io.tandem6.identity.Duid;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.Packet;
import io.tandem6.message.RelayMessage;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.sender.Alias;
import io.tandem6.server.subnet.Arrival;
import java.util.List;

/**
 * One message on its way through.
 *
 * @param datagram as it came
 * @param packet what is in it, relays included
 * @param alias the client's own message, and the same as the rules see it
 * @param arrival where it came from
 * @param arrivedNanos when, in the loop's monotonic time
 */
record Exchange(Datagram datagram, Packet packet, Alias alias, Arrival arrival, long arrivedNanos) {
    static Exchange of(Datagram datagram, Packet packet, long arrivedNanos) {
        return new Exchange(
                datagram,
                packet,
                Alias.none(packet.innermost()),
                new Arrival(
                        datagram.endpoint().interfaceName(),
                        datagram.source(),
                        packet instanceof RelayMessage relay ? relay.levels() : List.of()),
                arrivedNanos);
    }

    /** The client's message, as the rules see it. */
    ClientMessage message() {
        return alias.message();
    }

    /** What expressions see. */
    PacketView view() {
        return new PacketView(
                message(),
                arrival.relays(),
                arrival.interfaceName(),
                arrival.source(),
                datagram.endpoint().localAddress(),
                datagram.payload().length);
    }

    /** The same under another identity of its sender. */
    Exchange seenAs(Alias other) {
        return new Exchange(datagram, packet, other, arrival, arrivedNanos);
    }

    /** True if the client names this server. */
    boolean isFor(Duid server) {
        return message().options().serverId().filter(server::equals).isPresent();
    }

    /** The reply as it goes back: under the client's own identity, through the same relays. */
    Packet wrap(ClientMessage reply) {
        ClientMessage restored = alias.restore(reply);
        return packet instanceof RelayMessage relay ? relay.replyWith(restored) : restored;
    }
}
