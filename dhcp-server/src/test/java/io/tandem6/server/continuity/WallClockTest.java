package io.tandem6.server.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WallClockTest {
    @Test
    void tellsJumpsFromDrift() {
        WallClock clock = new WallClock(1_000_000, 5000);

        assertThat(clock.jumpedSeconds(1_001_000, 6000)).isZero();
        assertThat(clock.jumpedSeconds(1_002_900, 7000)).as("slewed").isZero();
        assertThat(clock.jumpedSeconds(1_303_900, 8000)).as("ahead").isEqualTo(300);
        assertThat(clock.jumpedSeconds(1_304_900, 9000)).as("only once").isZero();
        assertThat(clock.jumpedSeconds(1_005_900, 10_000)).as("back").isEqualTo(-300);
        assertThat(clock.jumpedSeconds(1_005_900 + 60_000, 70_000)).as("suspended").isZero();
    }
}
