package io.tandem6.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OctetsTest {
    @ParameterizedTest
    @CsvSource({
        "00, 00",
        "00aAfF, 00aaff",
        "0x0102, 0102",
        "0X01, 01",
        "01:02:ff, 01:02:ff",
        "1:2:f, 01020f",
        "01 02 03, 010203",
        "' 0102 ', 0102",
        "'', ''",
        "0x, ''"
    })
    void readsHexadecimalText(String text, String octets) {
        assertThat(Octets.parseHex(text).toHex()).isEqualTo(octets.replace(":", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0", "012", "zz", "01:", ":01", "01::02", "01:002", "01-02", "0x0x", "+1", "٠١"
            })
    void rejectsOtherText(String text) {
        assertThatThrownBy(() -> Octets.parseHex(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @Test
    void isImmutable() {
        byte[] bytes = {1, 2, 3};
        Octets octets = Octets.of(bytes);
        bytes[0] = 9;
        octets.toArray()[1] = 9;

        assertThat(octets.toHex()).isEqualTo("010203");
    }

    @Test
    void readsUnsignedNumbers() {
        Octets octets = Octets.parseHex("fffefdfcfb");

        assertThat(octets.at(0)).isEqualTo(255);
        assertThat(octets.uint16(1)).isEqualTo(0xfefd);
        assertThat(octets.uint32(1)).isEqualTo(0xfefdfcfbL);
    }

    @Test
    void neverInventsOctets() {
        Octets octets = Octets.parseHex("010203");

        assertThat(octets.slice(1, 3).toHex()).isEqualTo("0203");
        assertThat(octets.slice(3, 3)).isEqualTo(Octets.EMPTY);
        for (int[] range : new int[][] {{0, 4}, {2, 1}, {-1, 1}, {4, 4}}) {
            assertThatThrownBy(() -> octets.slice(range[0], range[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> Octets.of(new byte[3], 1, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void comparesByContentAndOrdersUnsigned() {
        assertThat(Octets.parseHex("0102")).isEqualTo(Octets.of((byte) 1, (byte) 2));
        assertThat(Octets.parseHex("0102")).hasSameHashCodeAs(Octets.of((byte) 1, (byte) 2));
        assertThat(Octets.parseHex("ff")).isGreaterThan(Octets.parseHex("7f"));
        assertThat(Octets.parseHex("01")).isLessThan(Octets.parseHex("0100"));
    }
}
