package io.tandem6.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6PrefixTest {
    @ParameterizedTest
    @CsvSource({
        "2001:db8::/32, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::1/32, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "::/0, ::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::/64, 2001:db8::, 2001:db8::ffff:ffff:ffff:ffff",
        "2001:db8::/63, 2001:db8::, 2001:db8:0:1:ffff:ffff:ffff:ffff",
        "2001:db8:0:0:8000::/65, 2001:db8:0:0:8000::, 2001:db8::ffff:ffff:ffff:ffff",
        "::1/128, ::1, ::1"
    })
    void spansItsAddresses(String text, String first, String last) {
        Ipv6Prefix prefix = Ipv6Prefix.parse(text);

        assertThat(prefix).hasToString(text);
        assertThat(prefix.range())
                .isEqualTo(new AddressRange(Ipv6Address.parse(first), Ipv6Address.parse(last)));
        assertThat(prefix.contains(prefix.first())).isTrue();
        assertThat(prefix.contains(prefix.last())).isTrue();
        if (prefix.length() > 0) {
            assertThat(prefix.contains(prefix.last().plus(1))).isFalse();
            assertThat(prefix.contains(prefix.first().plusBlocks(-1, 0).plusBlocks(-1, 64)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "::", "/", "::/", "/64", "::/129", "::/1000", "::/-1", "::/a", "::/64/1", "x/64"
            })
    void rejectsOtherText(String text) {
        assertThatThrownBy(() -> Ipv6Prefix.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void containsSmallerPrefixesOnly() {
        Ipv6Prefix outer = Ipv6Prefix.parse("2001:db8::/48");

        assertThat(outer.contains(Ipv6Prefix.parse("2001:db8:0:1::/64"))).isTrue();
        assertThat(outer.contains(outer)).isTrue();
        assertThat(outer.contains(Ipv6Prefix.parse("2001:db8::/47"))).isFalse();
        assertThat(outer.contains(Ipv6Prefix.parse("2001:db8:1::/64"))).isFalse();
    }
}
