package io.tandem6.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.server.Rules;
import io.tandem6.simulator.time.Timeline;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryTest {
    private static final PairSettings SETTINGS =
            PairSettings.of(Rules.CONTINUITY, 44, true, new SplittableRandom(1));
    private static final long PLAIN = Recovery.plain(SETTINGS);
    private static final long MCLT = SETTINGS.mcltSeconds();

    private final Recovery recovery = new Recovery(SETTINGS);

    @Test
    void whoForgotWaitsForTheMclt() {
        assertThat(normalAfter(FaultKind.CRASH, 0, 100)).isEqualTo(100 + PLAIN);
        assertThat(normalAfter(FaultKind.ROLLBACK, 100, 200)).isEqualTo(200 + PLAIN + MCLT);
    }

    @Test
    void andAnewIfItIsRestartedMeanwhileButForNothingElse() {
        long normal = normalAfter(FaultKind.DISK_LOST, 0, 100);
        assertThat(normalAfter(FaultKind.LOSS, 0, 110)).isEqualTo(110 + PLAIN);

        long end = normal + 10;
        long again = normalAfter(FaultKind.CRASH, normal - 1, end);
        assertThat(again).isEqualTo(end + PLAIN + MCLT);
        assertThat(normalAfter(FaultKind.CRASH, again, again + 5)).isEqualTo(again + 5 + PLAIN);
    }

    /** Who has forgotten everything at 100 s is left without its partner for a while. */
    @ParameterizedTest
    @CsvSource({
        // since, until, restarted until, normal after the last of these ends: s + MCLTs
        "101,  115,    0,  100, 1",
        "120, 5000,    0, 5000, 0",
        "120, 5000, 4990, 4990, 1",
        "120, 5000, 5010, 5010, 1",
    })
    void andForAPartnerThatTellsItEverything(
            long hidden, long heard, long restarted, long from, long mclts) {
        List<Fault> faults =
                Stream.of(
                                fault(FaultKind.DISK_LOST, 0, 100),
                                fault(FaultKind.PARTITION, hidden, heard),
                                fault(FaultKind.CRASH, restarted - 10, restarted))
                        .filter(fault -> fault.end() > 0)
                        .toList();
        assertThat(Recovery.normalAfter(faults, SETTINGS)).isEqualTo(from + mclts * MCLT + PLAIN);
    }

    @Test
    void otherTermsBeginAnewWithThePartnerAndAnotherLifetimeDoesNot() {
        normalAfter(FaultKind.DISK_LOST, 0, 100);

        assertThat(normalAfter(FaultKind.RECONFIGURE, 0, 110)).isEqualTo(110 + PLAIN);
        assertThat(normalAfter(FaultKind.RECONFIGURE_CONTINUITY, 0, 110))
                .isEqualTo(110 + PLAIN + MCLT);
    }

    @Test
    void whatEndsFirstCountsFirst() {
        Fault crash = fault(FaultKind.CRASH, 0, 120);
        Fault rollback = fault(FaultKind.ROLLBACK, 50, 100);

        assertThat(Recovery.normalAfter(List.of(crash, rollback), SETTINGS))
                .isEqualTo(120 + PLAIN + MCLT);
    }

    private long normalAfter(FaultKind kind, long begin, long end) {
        return recovery.normalAfter(fault(kind, begin, end));
    }

    private static Fault fault(FaultKind kind, long begin, long end) {
        return new Fault(kind, 0, begin * Timeline.SECOND, (end - begin) * Timeline.SECOND, 0);
    }
}
