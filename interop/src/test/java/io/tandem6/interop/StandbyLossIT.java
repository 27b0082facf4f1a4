package io.tandem6.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.peer.Pair;
import io.tandem6.interop.peer.PairSettings;
import io.tandem6.interop.peer.Software;
import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmRun;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Somebody pulls the standby's cable: nothing refuses a connection, everything just vanishes. The
 * primary serves on by itself and tells the standby when it is back.
 */
@Tag("full")
class StandbyLossIT {
    private static final Duration NEGOTIATION_LIMIT = Duration.ofSeconds(60);
    private static final Duration ALONE_LIMIT = Duration.ofSeconds(40);
    private static final int CLIENTS = 600;

    /** The sixth Solicit leaves up to 35 s after the first. */
    private static final double WAIT_MAX_SECONDS = 36;

    @Test
    void thePrimaryServesAloneAndTheStandbyCatchesUp() {
        try (Lab lab = Lab.create("StandbyLossIT")) {
            Pair pair =
                    Pair.of(lab, Software.underTest(), Software.underTest(), PairSettings.QUICK);
            pair.start();
            pair.awaitNormal(NEGOTIATION_LIMIT);
            SwarmRun swarm = SwarmRun.acquire(lab.client(), "steady", CLIENTS, 10, 60, true);
            Await.still("clients come", Duration.ofSeconds(5), swarm::runs);

            lab.cut(lab.s2());
            Await.that(
                    "the primary to serve alone",
                    ALONE_LIMIT,
                    () -> pair.primary().agent().haState().equals("partner-down"));
            Await.still("clients come", Duration.ofSeconds(10), swarm::runs);
            lab.heal(lab.s2());
            pair.awaitNormal(NEGOTIATION_LIMIT);

            SwarmReport report = swarm.await();
            assertThat(report.served()).isEqualTo(CLIENTS);
            assertThat(report.duplicates()).isEmpty();
            assertThat(report.servers()).hasSize(1);
            assertThat(report.longestWaitSeconds()).isLessThan(WAIT_MAX_SECONDS);
            assertThat(
                            LeaseDump.of(pair.primary().agent())
                                    .differences(LeaseDump.of(pair.secondary().agent())))
                    .isEmpty();
        }
    }
}
