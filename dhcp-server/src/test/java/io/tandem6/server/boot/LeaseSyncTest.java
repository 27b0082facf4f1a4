package io.tandem6.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseSyncTest {
    @ParameterizedTest
    @CsvSource({"'', true, 0", "0, true, 0", "2, true, 2", "500, true, 500", "off, false, 0"})
    void readsTheVariable(String text, boolean syncs, long millis) {
        assertThat(LeaseSync.of(Map.of(LeaseSync.VARIABLE, text)))
                .isEqualTo(new LeaseSync(syncs, Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"501", "-1", "on", "2ms"})
    void refusesWhatMakesNoSense(String text) {
        assertThatThrownBy(() -> LeaseSync.of(Map.of(LeaseSync.VARIABLE, text)))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void aStepRunsAfterTheWait() {
        Duration wait = Duration.ofMillis(3);
        List<Long> times = new ArrayList<>();
        long begin = System.nanoTime();
        new LeaseSync(true, wait)
                .patient(Runnable::run)
                .execute(() -> times.add(System.nanoTime() - begin));
        assertThat(times).singleElement().satisfies(t -> assertThat(t).isPositive());
    }
}
