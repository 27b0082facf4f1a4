package io.tandem6.server.fake;

import io.tandem6.address.Ipv6Address;
import io.tandem6.message.Decoded;
import io.tandem6.message.Packet;
import io.tandem6.message.PacketCodec;
import io.tandem6.server.net.DatagramSender;
import io.tandem6.server.net.Endpoint;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was sent. */
public final class SentDatagrams implements DatagramSender {
    /** In order. */
    public final List<Sent> list = new ArrayList<>();

    /** One datagram. */
    public record Sent(Packet packet, Ipv6Address destination, int port, Endpoint via) {}

    @Override
    public void send(byte[] payload, Ipv6Address destination, int port, Endpoint via) {
        switch (PacketCodec.decode(payload, 0, payload.length)) {
            case Decoded.Ok ok -> list.add(new Sent(ok.packet(), destination, port, via));
            case Decoded.Malformed malformed -> throw new AssertionError(malformed);
        }
    }
}
