package io.tandem6.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "80, 80", "81, 80", "1000000, 80"})
    void isNeverLong(int length, int shown) {
        assertThat(Excerpt.of("x".repeat(length))).hasSize(shown);
    }

    @Test
    void saysThatSomethingIsMissing() {
        assertThat(Excerpt.of("x".repeat(80))).isEqualTo("x".repeat(80));
        assertThat(Excerpt.of("x".repeat(81))).isEqualTo("x".repeat(77) + "...");
    }

    @Test
    void staysOnOneLine() {
        assertThat(Excerpt.of("a\r\n2026 ERROR\u0007 b\u0085")).isEqualTo("a??2026 ERROR? b?");
    }
}
