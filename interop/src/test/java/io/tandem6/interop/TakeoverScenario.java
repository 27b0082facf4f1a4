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

/**
 * The primary dies and comes back while clients keep coming. All of them are served, none gets what
 * another one has, and in the end both servers tell the same.
 */
final class TakeoverScenario {
    private static final int CLIENTS = 1200;
    private static final double RATE = 20;
    private static final double PATIENCE_SECONDS = 75;
    private static final Duration BEFORE_DEATH = Duration.ofSeconds(10);
    private static final Duration TAKEOVER_LIMIT = Duration.ofSeconds(30);
    private static final Duration NEGOTIATION_LIMIT = Duration.ofSeconds(60);

    private TakeoverScenario() {}

    /** Runs it with two servers of the given making. */
    static void run(String name, Software primary, Software standby) {
        try (Lab lab = Lab.create(name)) {
            Pair pair = Pair.of(lab, primary, standby, PairSettings.QUICK);
            pair.start();
            pair.awaitNormal(NEGOTIATION_LIMIT);
            SwarmRun swarm =
                    SwarmRun.acquire(lab.client(), "steady", CLIENTS, RATE, PATIENCE_SECONDS, true);
            Await.still("clients come", BEFORE_DEATH, swarm::runs);
            long death = System.nanoTime();
            pair.primary().killServer();
            Await.that(
                    "the standby to take over",
                    TAKEOVER_LIMIT,
                    () -> pair.secondary().agent().haState().equals("partner-down"));
            pair.primary().startServer();
            pair.primary().awaitAnswer();
            pair.awaitNormal(NEGOTIATION_LIMIT);
            double outage = (System.nanoTime() - death) / 1e9;

            SwarmReport report = swarm.await();
            assertThat(report.clients()).hasSize(CLIENTS);
            System.out.printf(
                    "%s: %d of %d clients were not served, %.1f s until both worked normally%n",
                    name, report.unserved().size(), CLIENTS, outage);
            assertThat(pair.neglected(report)).isEmpty();
            assertThat(report.unserved()).hasSizeLessThanOrEqualTo(SwarmReport.few(CLIENTS));
            assertThat(report.duplicates()).isEmpty();
            assertThat(report.longestWaitSeconds())
                    .isLessThan(SwarmReport.waitLimitSeconds(outage));
            assertThat(report.servers()).hasSize(2);
            assertLeases(pair, report);
        }
    }

    /** Each client's leases are known to both; one that got no answer may be there besides. */
    private static void assertLeases(Pair pair, SwarmReport report) {
        LeaseDump primary = LeaseDump.of(pair.primary().agent());
        assertThat(primary.differences(LeaseDump.of(pair.secondary().agent()))).isEmpty();
        assertThat(report.clients().stream().filter(SwarmReport.Client::served))
                .allSatisfy(
                        client ->
                                assertThat(primary.holder(String.valueOf(client.address())))
                                        .contains(client.duid()));
    }
}
