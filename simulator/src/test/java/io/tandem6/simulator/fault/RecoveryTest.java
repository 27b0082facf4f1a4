package io.tandem6.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.server.Rules;
import io.tandem6.simulator.time.Timeline;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final PairSettings SETTINGS =
            PairSettings.of(Rules.CONTINUITY, 44, true, new SplittableRandom(1));
    private static final long PLAIN = Recovery.plain(SETTINGS);
    private static final long MCLT = SETTINGS.mcltSeconds();

    private final Recovery recovery = new Recovery(SETTINGS);

    @Test
    void whoForgotWaitsForTheMclt() {
        assertThat(recovery.normalAfter(FaultKind.CRASH, 100)).isEqualTo(100 + PLAIN);
        assertThat(recovery.normalAfter(FaultKind.ROLLBACK, 200)).isEqualTo(200 + PLAIN + MCLT);
    }

    @Test
    void andAnewWithEachStartButForNothingElse() {
        long normal = recovery.normalAfter(FaultKind.DISK_LOST, 100);
        assertThat(recovery.normalAfter(FaultKind.PARTITION, 110)).isEqualTo(110 + PLAIN);

        long again = recovery.normalAfter(FaultKind.CRASH, normal - 1);
        assertThat(again).isEqualTo(normal - 1 + PLAIN + MCLT);
        assertThat(recovery.normalAfter(FaultKind.CRASH, again)).isEqualTo(again + PLAIN);
    }

    @Test
    void whatEndsFirstCountsFirst() {
        Fault crash = fault(FaultKind.CRASH, 0, 120);
        Fault rollback = fault(FaultKind.ROLLBACK, 50, 50);

        assertThat(Recovery.normalAfter(List.of(crash, rollback), SETTINGS))
                .isEqualTo(120 + PLAIN + MCLT);
    }

    private static Fault fault(FaultKind kind, long begin, long length) {
        return new Fault(kind, 0, begin * Timeline.SECOND, length * Timeline.SECOND, 0);
    }
}
