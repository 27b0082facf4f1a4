package io.tandem6.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.address.Ipv6Address;
import io.tandem6.option.MalformedReason;
import io.tandem6.option.OptionCode;
import io.tandem6.option.Options;
import io.tandem6.option.UnknownOption;
import io.tandem6.wire.Octets;
import io.tandem6.wire.WireWriter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PacketCodecTest {
    private static final Ipv6Address LINK = Ipv6Address.parse("2001:db8::1");
    private static final Ipv6Address PEER = Ipv6Address.parse("fe80::1");
    private static final ClientMessage SOLICIT =
            new ClientMessage(MessageType.SOLICIT, 0x123456, Options.EMPTY);

    static List<PacketFile> files() throws Exception {
        return PacketFile.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void decodesAsTheFileSays(PacketFile file) {
        switch (PacketCodec.decode(file.input(), 0, file.input().length)) {
            case Decoded.Ok ok ->
                    assertThat(PacketText.of(ok.packet()))
                            .as("not malformed as %s", file.malformed())
                            .isEqualTo(file.decoded());
            case Decoded.Malformed malformed -> {
                assertThat(malformed.reason().name())
                        .as(malformed.detail())
                        .isEqualTo(file.malformed());
                assertThat(malformed.detail()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void encodesWhatItDecoded(PacketFile file) {
        if (!file.isMalformed()) {
            byte[] encoded = PacketCodec.encode(decoded(file.input()));
            assertThat(HexFormat.of().formatHex(encoded))
                    .isEqualTo(HexFormat.of().formatHex(file.encoded()));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsNothingOutsideTheGivenOctets(PacketFile file) {
        byte[] input = file.input();
        byte[] surrounded = new byte[input.length + 200];
        Arrays.fill(surrounded, (byte) 0xff);
        System.arraycopy(input, 0, surrounded, 100, input.length);

        assertThat(PacketCodec.decode(surrounded, 100, input.length))
                .isEqualTo(PacketCodec.decode(input, 0, input.length));
    }

    @Test
    void everyReasonHasAFile() throws Exception {
        assertThat(files().stream().map(PacketFile::malformed).collect(Collectors.toSet()))
                .containsAll(
                        Arrays.stream(MalformedReason.values())
                                .map(MalformedReason::name)
                                .toList());
    }

    @Test
    void noOctetsAreNoMessage() {
        assertThat(PacketCodec.decode(new byte[0], 0, 0))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        m -> assertThat(m.reason()).isEqualTo(MalformedReason.TRUNCATED_HEADER));
    }

    @Test
    void readsThirtyTwoRelayLevelsAndNoMore() {
        byte[] deepest = PacketCodec.encode(relayed(SOLICIT, RelayMessage.LEVELS_MAX));
        byte[] tooDeep = PacketCodec.encode(relayed(SOLICIT, RelayMessage.LEVELS_MAX + 1));

        assertThat(((RelayMessage) decoded(deepest)).levels()).hasSize(32);
        assertThat(PacketCodec.decode(tooDeep, 0, tooDeep.length))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        m -> assertThat(m.reason()).isEqualTo(MalformedReason.NESTED_TOO_DEEP));
    }

    @Test
    void whatDoesNotFitIsNotEncoded() {
        Octets half = Octets.of(new byte[0x8000]);
        Options options = Options.of(new UnknownOption(200, half), new UnknownOption(201, half));
        ClientMessage big = new ClientMessage(MessageType.REPLY, 0, options);

        assertThat(PacketCodec.encode(big, new WireWriter(PacketCodec.DATAGRAM_LENGTH_MAX)))
                .isFalse();
        assertThatThrownBy(() -> PacketCodec.encode(big))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(PacketCodec.encode(relayed(big, 1), new WireWriter(1 << 20)))
                .as("a Relay Message option has a 16-bit length")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1,true", "32,true", "256,true", "257,false", "1000000,false"})
    void encodingDoesNotFollowEndlessNesting(int levels, boolean encoded) {
        WireWriter out = new WireWriter(PacketCodec.DATAGRAM_LENGTH_MAX);

        assertThat(PacketCodec.encode(relayed(SOLICIT, levels), out)).isEqualTo(encoded);
    }

    @Test
    void aWriterIsOfUseAgainAfterAFailure() {
        WireWriter out = new WireWriter(100);
        assertThat(PacketCodec.encode(relayed(SOLICIT, 3), out)).isFalse();

        out.clear();

        assertThat(PacketCodec.encode(SOLICIT, out)).isTrue();
        assertThat(out.toByteArray()).containsExactly(1, 0x12, 0x34, 0x56);
    }

    @Test
    void rejectsValuesThatNoMessageCanHave() {
        assertThatThrownBy(() -> new ClientMessage(MessageType.RELAY_FORWARD, 0, Options.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClientMessage(1, 1 << 24, Options.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> relay(MessageType.REPLY, 0, Options.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> relay(MessageType.RELAY_REPLY, 256, Options.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
        Options twice = Options.of(new UnknownOption(OptionCode.RELAY_MESSAGE, Octets.EMPTY));
        assertThatThrownBy(() -> relay(MessageType.RELAY_REPLY, 0, twice))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static RelayMessage relay(int type, int hopCount, Options options) {
        return new RelayMessage(type, hopCount, LINK, PEER, SOLICIT, options);
    }

    private static Packet relayed(Packet inner, int levels) {
        Packet packet = inner;
        for (int hop = 0; hop < levels; hop++) {
            packet =
                    new RelayMessage(
                            MessageType.RELAY_FORWARD,
                            hop & 0xff,
                            LINK,
                            PEER,
                            packet,
                            Options.EMPTY);
        }
        return packet;
    }

    private static Packet decoded(byte[] bytes) {
        Decoded decoded = PacketCodec.decode(bytes, 0, bytes.length);
        assertThat(decoded).isInstanceOf(Decoded.Ok.class);
        return ((Decoded.Ok) decoded).packet();
    }
}
