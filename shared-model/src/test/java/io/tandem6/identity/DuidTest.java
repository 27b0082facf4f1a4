package io.tandem6.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.wire.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuidTest {
    @Test
    void isReadAndPrintedAsKeaDoes() {
        assertThat(Duid.parse("00:03:00:01:02:00:00:00:AA:01"))
                .hasToString("00:03:00:01:02:00:00:00:aa:01")
                .isEqualTo(Duid.parse("00030001020000 00aa01".replace(" ", "")));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "130, true", "131, false"})
    void has1To130Octets(int length, boolean allowed) {
        Octets octets = Octets.of(new byte[length]);
        if (allowed) {
            assertThat(new Duid(octets).octets()).isEqualTo(octets);
        } else {
            assertThatThrownBy(() -> new Duid(octets)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void zerosStandForNobody() {
        assertThat(Duid.parse("00").isEmpty()).isTrue();
        assertThat(Duid.EMPTY.isEmpty()).isTrue();
        assertThat(Duid.parse("000001").isEmpty()).isFalse();
    }

    @Test
    void isOrderedByUnsignedOctets() {
        assertThat(Duid.parse("ff0000")).isGreaterThan(Duid.parse("7f0000"));
    }

    @Test
    void saysWhatItConsistsOf() {
        assertContents(
                "0001000100000002020000000001",
                new DuidContents.LinkLayerTime(1, 2, Octets.parseHex("020000000001")));
        assertContents(
                "0001ffffffffffff01",
                new DuidContents.LinkLayerTime(0xffff, 0xffffffffL, Octets.parseHex("01")));
        assertContents(
                "0002ffffffff01",
                new DuidContents.EnterpriseNumber(0xffffffffL, Octets.parseHex("01")));
        assertContents("00030006aabb", new DuidContents.LinkLayer(6, Octets.parseHex("aabb")));
        assertContents(
                "000400112233445566778899aabbccddeeff",
                new DuidContents.Uuid(Octets.parseHex("00112233445566778899aabbccddeeff")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "0001",
                "0001000100000002",
                "000200000001",
                "00030001",
                "0004001122",
                "000400112233445566778899aabbccddeeff00",
                "0005aa",
                "ffffaa"
            })
    void anythingElseIsOpaque(String hex) {
        assertContents(hex, new DuidContents.Other(Octets.parseHex(hex)));
    }

    @Test
    void contentsThatNoDuidCanHoldAreRejected() {
        Octets address = Octets.parseHex("020000000001");
        assertThatThrownBy(() -> new DuidContents.Uuid(address))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DuidContents.LinkLayer(0x10000, address))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DuidContents.LinkLayerTime(-1, 0, address))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DuidContents.LinkLayerTime(1, 1L << 32, address))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DuidContents.EnterpriseNumber(-1, address))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertContents(String hex, DuidContents contents) {
        Duid duid = Duid.parse(hex);
        assertThat(DuidContents.of(duid)).isEqualTo(contents);
        assertThat(contents.toDuid()).isEqualTo(duid);
    }
}
