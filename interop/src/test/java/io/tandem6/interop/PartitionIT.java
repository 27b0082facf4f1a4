package io.tandem6.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.peer.Pair;
import io.tandem6.interop.peer.PairSettings;
import io.tandem6.interop.peer.Peer;
import io.tandem6.interop.peer.Software;
import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmRun;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The switches lose each other, with a server and clients on both sides. Both sides are served, and
 * afterwards the servers agree again. That both give out the same address meanwhile cannot be
 * excluded: a hot standby pair has one pool.
 */
@Tag("full")
class PartitionIT {
    private static final Duration NEGOTIATION_LIMIT = Duration.ofSeconds(60);
    private static final int CLIENTS = 60;

    @Test
    void bothSidesAreServedAndAgreeAfterwards() {
        try (Lab lab = Lab.create("PartitionIT")) {
            Pair pair =
                    Pair.of(lab, Software.underTest(), Software.underTest(), PairSettings.QUICK);
            pair.start();
            pair.awaitNormal(NEGOTIATION_LIMIT);

            lab.part();
            SwarmRun left = SwarmRun.acquire(lab.client(), "left", CLIENTS, 3, 60, false);
            SwarmRun right = SwarmRun.acquire(lab.host("c2"), "right", CLIENTS, 3, 60, false);
            awaitPartnerDown(pair.primary());
            awaitPartnerDown(pair.secondary());
            SwarmReport leftReport = left.await();
            SwarmReport rightReport = right.await();
            assertThat(leftReport.served()).isEqualTo(CLIENTS);
            assertThat(rightReport.served()).isEqualTo(CLIENTS);
            assertThat(leftReport.duplicates()).isEmpty();
            assertThat(rightReport.duplicates()).isEmpty();

            lab.join();
            pair.awaitNormal(NEGOTIATION_LIMIT);
            LeaseDump primary = LeaseDump.of(pair.primary().agent());
            assertThat(primary.differences(LeaseDump.of(pair.secondary().agent()))).isEmpty();
            assertKnown(leftReport, primary);
            assertKnown(rightReport, primary);
        }
    }

    private static void awaitPartnerDown(Peer peer) {
        Await.that(
                "partner-down on " + peer.host().name(),
                NEGOTIATION_LIMIT,
                () -> peer.agent().haState().equals("partner-down"));
    }

    private static void assertKnown(SwarmReport report, LeaseDump leases) {
        assertThat(report.clients())
                .allMatch(client -> leases.hasAddress(String.valueOf(client.address())));
    }
}
