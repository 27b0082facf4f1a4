package io.tandem6.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuspendClockTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;

    private long nanoTime = 5 * SECOND;
    private long upTime = 77 * SECOND;
    private final SuspendClock clock = new SuspendClock(() -> nanoTime, () -> upTime);

    private void pass(long awake, long suspended) {
        nanoTime += awake;
        upTime += awake + suspended;
    }

    @Test
    void countsWhatTheMachineWasSuspendedFor() {
        long begin = clock.nanos();
        pass(3 * SECOND, 0);
        assertThat(clock.nanos() - begin).isEqualTo(3 * SECOND);
        pass(SECOND, 60 * SECOND);
        assertThat(clock.nanos() - begin).isEqualTo(64 * SECOND);
        pass(2 * MILLI, 0);
        assertThat(clock.nanos() - begin).isEqualTo(64 * SECOND + 2 * MILLI);
    }

    @Test
    void neverGoesBackAndIsAsFineAsJavasClock() {
        long begin = clock.nanos();
        for (int i = 0; i < 100; i++) {
            nanoTime += 3 * MILLI;
            upTime = (nanoTime + 72 * SECOND) / (10 * MILLI) * (10 * MILLI);
            assertThat(clock.nanos() - begin).isEqualTo(3 * MILLI * (i + 1));
        }
    }

    @Test
    void theMachineHasOne() {
        SuspendClock machine = SuspendClock.ofMachine();
        long before = System.nanoTime();
        long first = machine.nanos();
        long second = machine.nanos();

        assertThat(first).isGreaterThanOrEqualTo(before);
        assertThat(second).isGreaterThanOrEqualTo(first);
    }
}
