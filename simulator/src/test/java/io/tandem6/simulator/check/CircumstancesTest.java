package io.tandem6.simulator.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pools differ from moment 20 to moment 40, and clocks are wrong from 30 on. */
class CircumstancesTest {
    @ParameterizedTest(name = "at {0}, of what was decided at {1}")
    @CsvSource({
        "10, 0,  true,  false",
        "20, 10, true,  true",
        "20, 20, true,  true",
        "30, 30, false, true",
        "40, 10, false, true",
        "40, 40, false, true",
        "50, 40, false, true",
        "50, 41, false, false"
    })
    void whatIsWrongExplainsWhatWasDecidedMeanwhile(
            long now, long decided, boolean clocksAreRight, boolean isPerhapsByOtherPools) {
        Circumstances circumstances = Circumstances.USUAL;
        if (now >= 20) {
            circumstances = circumstances.withPools(true, 20);
        }
        if (now >= 30) {
            circumstances = circumstances.withWrongClocks();
        }
        if (now >= 40) {
            circumstances = circumstances.withPools(false, 40);
        }

        assertThat(circumstances.clocksAreRight()).isEqualTo(clocksAreRight);
        assertThat(circumstances.isPerhapsByOtherPools(decided)).isEqualTo(isPerhapsByOtherPools);
    }
}
