package io.tandem6.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private final Timeline timeline = new Timeline();
    private final List<String> happened = new ArrayList<>();

    @Test
    void whatIsForTheSameInstantHappensInTheOrderInWhichItCame() {
        timeline.after(5, () -> happened.add("b"));
        timeline.after(5, () -> happened.add("c"));
        timeline.after(4, () -> happened.add("a"));
        timeline.after(
                5,
                () -> {
                    happened.add("d");
                    timeline.after(0, () -> happened.add("e"));
                });

        timeline.runUntil(5);

        assertThat(happened).containsExactly("a", "b", "c", "d", "e");
        assertThat(timeline.now()).isEqualTo(5);
    }

    @Test
    void whatIsCancelledOrLaterDoesNotHappen() {
        timeline.after(1, () -> happened.add("cancelled")).cancel();
        timeline.after(6, () -> happened.add("later"));

        timeline.runUntil(5);

        assertThat(happened).isEmpty();
        assertThat(timeline.ran()).isZero();
    }

    @Test
    void aWallClockJumpsAndTheMonotonicOneDoesNot() {
        HostClock clock = new HostClock(timeline);
        timeline.runUntil(10 * Timeline.SECOND);
        clock.setOffset(-30 * Timeline.SECOND);

        assertThat(clock.now().getEpochSecond()).isEqualTo(HostClock.EPOCH - 20);
        assertThat(clock.nanoTime()).isEqualTo(10 * Timeline.SECOND);
    }
}
