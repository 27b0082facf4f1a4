package io.tandem6.cli.client;

import io.tandem6.address.Ipv6Address;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.Decoded;
import io.tandem6.message.MessageType;
import io.tandem6.message.Packet;
import io.tandem6.message.PacketCodec;
import io.tandem6.message.RelayMessage;
import io.tandem6.option.InterfaceId;
import io.tandem6.option.Options;
import io.tandem6.option.RelaySourcePort;
import java.util.Optional;

/**
 * What a relay agent does to messages between a client and servers (RFC 9915 section 19). It sends
 * from a port of its own and says so (RFC 8357), because port 547 needs privileges.
 *
 * @param linkAddress an address on the client's link, by which servers select the subnet
 * @param interfaceId its name for the client's link
 */
public record RelayAgent(Ipv6Address linkAddress, InterfaceId interfaceId) {
    /** The datagram to servers that carries {@code message} of {@code client}. */
    byte[] forward(ClientMessage message, Ipv6Address client) {
        return PacketCodec.encode(
                new RelayMessage(
                        MessageType.RELAY_FORWARD,
                        0,
                        linkAddress,
                        client,
                        message,
                        Options.of(interfaceId, new RelaySourcePort(0))));
    }

    /** The message to {@code client} in a server's datagram; nothing if there is none. */
    Optional<ClientMessage> unwrap(byte[] datagram, int length, Ipv6Address client) {
        return switch (PacketCodec.decode(datagram, 0, length)) {
            case Decoded.Ok(Packet packet) -> unwrap(packet, client);
            case Decoded.Malformed malformed -> Optional.empty();
        };
    }

    private Optional<ClientMessage> unwrap(Packet packet, Ipv6Address client) {
        boolean expected =
                packet instanceof RelayMessage relay
                        && relay.type() == MessageType.RELAY_REPLY
                        && relay.peerAddress().equals(client)
                        && relay.options().interfaceId().equals(Optional.of(interfaceId))
                        && relay.inner() instanceof ClientMessage;
        return expected ? Optional.of(packet.innermost()) : Optional.empty();
    }
}
