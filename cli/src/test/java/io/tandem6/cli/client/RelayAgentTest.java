package io.tandem6.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.Decoded;
import io.tandem6.message.MessageType;
import io.tandem6.message.PacketCodec;
import io.tandem6.message.RelayMessage;
import io.tandem6.option.InterfaceId;
import io.tandem6.option.Options;
import io.tandem6.option.RelaySourcePort;
import io.tandem6.wire.Octets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayAgentTest {
    private static final Ipv6Address CLIENT = Ipv6Address.parse("fe80::1");
    private static final RelayAgent RELAY =
            new RelayAgent(
                    Ipv6Address.parse("2001:db8:1::1"), new InterfaceId(Octets.parseHex("7037")));
    private static final ClientMessage SOLICIT =
            new ClientMessage(MessageType.SOLICIT, 0x0a0b0c, Options.EMPTY);
    private static final ClientMessage ADVERTISE =
            new ClientMessage(MessageType.ADVERTISE, 0x0a0b0c, Options.EMPTY);

    @Test
    void relayForwardIsTheseOctets() {
        String hex =
                """
                0c 00 20010db8000100000000000000000001 fe800000000000000000000000000001
                0009 0004 010a0b0c
                0012 0002 7037
                0087 0002 0000
                """;

        assertThat(HexFormat.of().formatHex(RELAY.forward(SOLICIT, CLIENT)))
                .isEqualTo(hex.replaceAll("\\s", ""));
    }

    @Test
    void unwrapsWhatAServerAnswers() {
        byte[] reply = answerTo(RELAY.forward(SOLICIT, CLIENT));

        assertThat(RELAY.unwrap(reply, reply.length, CLIENT)).contains(ADVERTISE);
    }

    @Test
    void ignoresAnswersForOthers() {
        byte[] reply = answerTo(RELAY.forward(SOLICIT, CLIENT));
        byte[] bare = PacketCodec.encode(ADVERTISE);
        byte[] otherLink =
                PacketCodec.encode(
                        new RelayMessage(
                                MessageType.RELAY_REPLY,
                                0,
                                Ipv6Address.UNSPECIFIED,
                                CLIENT,
                                ADVERTISE,
                                Options.of(new RelaySourcePort(0))));

        assertThat(RELAY.unwrap(reply, reply.length, Ipv6Address.parse("fe80::2"))).isEmpty();
        assertThat(RELAY.unwrap(bare, bare.length, CLIENT)).isEmpty();
        assertThat(RELAY.unwrap(otherLink, otherLink.length, CLIENT)).isEmpty();
        byte[] own = RELAY.forward(SOLICIT, CLIENT);
        assertThat(RELAY.unwrap(own, own.length, CLIENT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 33, 34, 37})
    void ignoresCutDatagrams(int length) {
        byte[] reply = answerTo(RELAY.forward(SOLICIT, CLIENT));

        assertThat(RELAY.unwrap(reply, length, CLIENT)).isEmpty();
    }

    private static byte[] answerTo(byte[] forward) {
        Decoded.Ok decoded = (Decoded.Ok) PacketCodec.decode(forward, 0, forward.length);
        return PacketCodec.encode(((RelayMessage) decoded.packet()).replyWith(ADVERTISE));
    }
}
