package io.tandem6.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "::1, ::1, 1",
        "::, ::ffff, 65536",
        "0:0:0:1::, 0:0:0:1:7fff:ffff:ffff:fffe, 9223372036854775807",
        "::, ::7fff:ffff:ffff:ffff, 9223372036854775808",
        "::, ::ffff:ffff:ffff:ffff, 18446744073709551616",
        "::ffff:ffff:ffff:ffff, 0:0:0:1::, 2",
        "::1, 0:0:0:1::, 18446744073709551616",
        "::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 340282366920938463463374607431768211456"
    })
    void countsItsAddresses(String first, String last, BigInteger size) {
        AddressRange range = range(first, last);

        assertThat(range.size()).isEqualTo(size);
        assertThat(range.sizeSaturated())
                .isEqualTo(size.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact());
    }

    @Test
    void includesBothEnds() {
        AddressRange range = range("2001:db8::10", "2001:db8::1f");

        assertThat(range.contains(range.first())).isTrue();
        assertThat(range.contains(range.last())).isTrue();
        assertThat(range.contains(Ipv6Address.parse("2001:db8::f"))).isFalse();
        assertThat(range.contains(Ipv6Address.parse("2001:db8::20"))).isFalse();
        assertThat(range).hasToString("2001:db8::10-2001:db8::1f");
    }

    @ParameterizedTest
    @CsvSource({
        "::1, ::f, false",
        "::1, ::10, true",
        "::12, ::13, true",
        "::1f, ::30, true",
        "::20, ::30, false",
        "::, ffff::, true"
    })
    void overlapsIfAnAddressIsShared(String first, String last, boolean overlaps) {
        AddressRange range = range("::10", "::1f");

        assertThat(range.overlaps(range(first, last))).isEqualTo(overlaps);
        assertThat(range(first, last).overlaps(range)).isEqualTo(overlaps);
    }

    @Test
    void doesNotEndBeforeItStarts() {
        assertThatThrownBy(() -> range("8000::", "7fff::"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static AddressRange range(String first, String last) {
        return new AddressRange(Ipv6Address.parse(first), Ipv6Address.parse(last));
    }
}
