package io.tandem6.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.wire.WireWriter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever the network sends is decoded without exceptions and in bounded time, and what was
 * decoded means the same after a round trip. A failure prints the octets and the seed.
 */
class PacketCodecFuzzTest {
    private static final long SEED = 20260131;
    private static final int MUTATIONS = 200_000;
    private static final int RANDOM_INPUTS = 50_000;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final WireWriter out = new WireWriter(PacketCodec.DATAGRAM_LENGTH_MAX);

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void mutatedMessages() throws Exception {
        List<byte[]> seeds = PacketFile.all().stream().map(PacketFile::input).toList();
        int wellFormed = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] input = mutated(seeds);
            wellFormed += check(input) ? 1 : 0;
        }
        assertThat(wellFormed)
                .as("both outcomes are common, or this tests nothing")
                .isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void randomOctets() {
        for (int i = 0; i < RANDOM_INPUTS; i++) {
            byte[] input = new byte[random.nextInt(300)];
            random.nextBytes(input);
            check(input);
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void datagramsFullOfSmallThings() {
        for (int code : new int[] {0, 1, 3, 5, 6, 9, 13, 15, 17, 24, 25, 26, 39, 66}) {
            for (int length : new int[] {0, 1, 2, 12, 24, 25, 63, 255, 0xffff}) {
                for (int type : new int[] {1, 12, 13}) {
                    check(filled(type, code, length));
                }
            }
        }
    }

    private static byte[] filled(int type, int code, int length) {
        WireWriter datagram = new WireWriter(PacketCodec.DATAGRAM_LENGTH_MAX);
        datagram.uint8(type);
        while (!datagram.failed()) {
            datagram.uint16(code);
            datagram.uint16(length);
        }
        return datagram.toByteArray();
    }

    private byte[] mutated(List<byte[]> seeds) {
        byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
        for (int count = 1 + random.nextInt(4); count > 0 && input.length > 0; count--) {
            int at = random.nextInt(input.length);
            switch (random.nextInt(6)) {
                case 0 -> input[at] = (byte) random.nextInt();
                case 1 -> input[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> input[at] = (byte) (random.nextBoolean() ? 0 : 0xff);
                case 3 -> input[at] += (byte) (random.nextBoolean() ? 1 : -1);
                case 4 -> input = Arrays.copyOf(input, at);
                default -> input = spliced(input, at, seeds.get(random.nextInt(seeds.size())));
            }
        }
        return input;
    }

    private byte[] spliced(byte[] input, int at, byte[] other) {
        int from = random.nextInt(other.length);
        byte[] spliced = Arrays.copyOf(input, at + other.length - from);
        System.arraycopy(other, from, spliced, at, other.length - from);
        return spliced;
    }

    /** True if {@code input} is well-formed. */
    private boolean check(byte[] input) {
        try {
            if (!(PacketCodec.decode(input, 0, input.length) instanceof Decoded.Ok ok)) {
                return false;
            }
            byte[] once = encoded(ok.packet());
            Decoded again = PacketCodec.decode(once, 0, once.length);
            byte[] twice = encoded(((Decoded.Ok) again).packet());
            assertThat(once.length).isLessThanOrEqualTo(input.length);
            assertThat(Arrays.equals(once, twice)).isTrue();
            return true;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(
                    "seed " + SEED + ", input " + HexFormat.of().formatHex(input), e);
        }
    }

    private byte[] encoded(Packet packet) {
        out.clear();
        assertThat(PacketCodec.encode(packet, out)).isTrue();
        return out.toByteArray();
    }
}
