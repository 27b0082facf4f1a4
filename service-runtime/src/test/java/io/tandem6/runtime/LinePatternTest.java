package io.tandem6.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinePatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "%D{%Y-%m-%d %H:%M:%S.%q} %-5p [%c.%t] %m%n | %d{\"yyyy-MM-dd HH:mm:ss.SSS\"} %-5level [%logger.%thread] %msg%n",
                "%m                     | %msg",
                "%d %p                  | %d{yyyy-MM-dd HH:mm:ss} %level",
                "%D{%H:%M T}            | %d{\"HH:mm 'T'\"}",
                "100%% (%c)             | 100\\% \\(%logger\\)",
                "%-20.30c               | %-20.30logger",
                "%x %m                  | \\%x %msg",
                "%                      | \\%",
            })
    void patternsOfKeaAreUnderstood(String kea, String logback) {
        assertThat(LinePattern.toLogback(kea)).isEqualTo(logback);
    }

    @Test
    void theProcessIsNamed() {
        assertThat(LinePattern.toLogback("%i")).isEqualTo("" + ProcessHandle.current().pid());
    }
}
