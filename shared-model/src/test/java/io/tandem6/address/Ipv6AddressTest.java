package io.tandem6.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6AddressTest {
    private static final BigInteger SPACE = BigInteger.ONE.shiftLeft(128);

    @ParameterizedTest
    @CsvSource({
        "::, ::",
        "0:0:0:0:0:0:0:0, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:DB8::00Ff, 2001:db8::ff",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1:0:0:0:0:0:0:0, 1::",
        "::ffff:192.0.2.1, ::ffff:192.0.2.1",
        "::ffff:c000:0201, ::ffff:192.0.2.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "::1.2.3.4, ::1.2.3.4",
        "::1:2, ::0.1.0.2",
        "::5:0:0, ::5:0:0",
        "0000:0000:0000:0000:0000:ffff:255.255.255.255, ::ffff:255.255.255.255",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
    })
    void textIsReadAsInRfc4291AndWrittenAsInRfc5952(String text, String canonical) {
        assertThat(Ipv6Address.parse(text)).hasToString(canonical);
        assertThat(Ipv6Address.parse(canonical)).isEqualTo(Ipv6Address.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "1",
                "1:",
                ":1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "1::2::3",
                "1:::2",
                "12345::",
                "g::",
                "-1::",
                "+1::",
                " ::1",
                "::1 ",
                "::1%eth0",
                "::1/64",
                "[::1]",
                "1.2.3.4",
                "::1.2.3",
                "::1.2.3.4.5",
                "::1.2.3.256",
                "::01.2.3.4",
                "::1.2.3.",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::ffff:1.2..4",
                "::\u0661",
                "::１",
                "1:2:3:4:5:6:7:8:",
                "00001::",
                "::1:",
                "0000:0000:0000:0000:0000:ffff:255.255.255.2555"
            })
    void otherTextIsNoAddress(String text) {
        assertThat(Ipv6Address.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> Ipv6Address.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void randomAddressesSurviveTextAndOctets() throws Exception {
        SplittableRandom random = new SplittableRandom(5952);
        for (int i = 0; i < 20_000; i++) {
            // Zeroing random groups makes gaps of all lengths at all places.
            Ipv6Address address = new Ipv6Address(sparse(random), sparse(random));

            assertThat(Ipv6Address.parse(address.toString())).isEqualTo(address);
            assertThat(Ipv6Address.of(address.toBytes(), 0)).isEqualTo(address);
            assertThat(InetAddress.getByAddress(address.toBytes()))
                    .as("the JDK reads it likewise")
                    .isEqualTo(InetAddress.getByName(address.toString()));
        }
    }

    private static long sparse(SplittableRandom random) {
        long value = random.nextLong();
        for (int group = 0; group < 4; group++) {
            if (random.nextBoolean()) {
                value &= ~(0xffffL << (16 * group));
            }
        }
        return value;
    }

    @Test
    void knowsItsScopes() {
        assertThat(Ipv6Address.parse("fe80::1").isLinkLocal()).isTrue();
        assertThat(Ipv6Address.parse("febf:ffff::").isLinkLocal()).isTrue();
        assertThat(Ipv6Address.parse("fec0::").isLinkLocal()).isFalse();
        assertThat(Ipv6Address.parse("fe7f::").isLinkLocal()).isFalse();
        assertThat(Ipv6Address.parse("ff02::1:2").isMulticast()).isTrue();
        assertThat(Ipv6Address.parse("fe80::1").isMulticast()).isFalse();
        assertThat(Ipv6Address.UNSPECIFIED.isUnspecified()).isTrue();
        assertThat(Ipv6Address.parse("::1").isUnspecified()).isFalse();
    }

    @Test
    void isOrderedAsAnUnsignedNumber() {
        assertThat(Ipv6Address.parse("ffff::")).isGreaterThan(Ipv6Address.parse("7fff::"));
        assertThat(Ipv6Address.parse("::ffff:0:0:0")).isGreaterThan(Ipv6Address.parse("::1"));
    }

    @ParameterizedTest
    @CsvSource({
        "::, 0, 0, ::",
        "::ffff:ffff:ffff:ffff, 1, 0, 0:0:0:1::",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 1, 0, ::",
        "2001:db8::, -1, 0, 2001:db8::ffff:ffff:ffff:ffff",
        "2001:db8::, 3, 64, 2001:db8:0:3::",
        "2001:db8::, 1, 63, 2001:db8::8000:0:0:0",
        "2001:db8::, 2, 63, 2001:db8:0:1::",
        "2001:db8::, 255, 72, 2001:db8:0:ff00::",
        "::, 1, 127, 8000::",
        "::, 2, 127, ::",
        "::1, 1, 128, ::1",
        "::1, 0, 128, ::1"
    })
    void movesByBlocks(String from, long blocks, int bits, String to) {
        assertThat(Ipv6Address.parse(from).plusBlocks(blocks, bits))
                .isEqualTo(Ipv6Address.parse(to));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 129})
    void rejectsBlocksOfNoSize(int bits) {
        assertThatThrownBy(() -> Ipv6Address.UNSPECIFIED.plusBlocks(1, bits))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void movesLikeBigNumbers() {
        SplittableRandom random = new SplittableRandom(128);
        for (int i = 0; i < 20_000; i++) {
            Ipv6Address from = new Ipv6Address(random.nextLong(), random.nextLong());
            long blocks = random.nextLong() >>> random.nextInt(64);
            int bits = random.nextInt(129);
            BigInteger distance = new BigInteger(Long.toUnsignedString(blocks)).shiftLeft(bits);

            assertThat(from.plusBlocks(blocks, bits).toBigInteger())
                    .as("%s + %s * 2^%s", from, Long.toUnsignedString(blocks), bits)
                    .isEqualTo(from.toBigInteger().add(distance).mod(SPACE));
        }
    }
}
