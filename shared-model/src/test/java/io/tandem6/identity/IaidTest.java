package io.tandem6.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IaidTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 0x7fffffffL, 0x80000000L, 0xffffffffL})
    void isUnsigned(long value) {
        assertThat(Iaid.of(value).unsigned()).isEqualTo(value);
        assertThat(Iaid.of(value)).hasToString(Long.toString(value));
        assertThat(new Iaid((int) value)).isEqualTo(Iaid.of(value));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0x100000000L})
    void has32Bits(long value) {
        assertThatThrownBy(() -> Iaid.of(value)).isInstanceOf(IllegalArgumentException.class);
    }
}
