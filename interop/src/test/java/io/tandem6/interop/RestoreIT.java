package io.tandem6.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Finished;
import io.tandem6.interop.lab.Host;
import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.peer.Pair;
import io.tandem6.interop.peer.PairSettings;
import io.tandem6.interop.peer.Tandem6;
import io.tandem6.interop.swarm.SwarmOptions;
import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmRun;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The runbook of {@code docs/databases.md}: one half of a pair has lost its disk and gets a backup
 * that the other half's clients have left behind meanwhile.
 */
class RestoreIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CLIENTS = 60;
    private static final int RELEASED = 20;

    /**
     * With continuity a server that has forgotten something serves nobody before the MCLT is over.
     */
    @ParameterizedTest
    @CsvSource({"'\"enabled\": false', true", "'\"mclt\": 10', false"})
    void aBackupOfOneHalfOverrulesNothingThatHappenedSince(
            String continuity, boolean exchangesInstants) throws IOException {
        try (Lab lab = Lab.create("RestoreIT")) {
            Pair pair =
                    Pair.of(
                            lab,
                            Tandem6.quickToStart(),
                            Tandem6.quickToStart(),
                            PairSettings.QUICK.withContinuity(continuity));
            pair.start();
            pair.awaitNormal(LIMIT);
            acquire(lab, "before");
            leases(lab.s2(), "backup", "/tmp/backup.csv");
            acquire(lab, "since");
            SwarmReport gone =
                    SwarmRun.resume(
                                    lab.client(),
                                    "gone",
                                    SwarmOptions.Task.RELEASE,
                                    "before",
                                    RELEASED)
                            .await();
            assertThat(gone.served()).isEqualTo(RELEASED);

            pair.primary().agent().command("ha-maintenance-start");
            pair.secondary().stop();
            Await.that(
                    "the primary to serve alone",
                    LIMIT,
                    () -> pair.primary().agent().haState().equals("partner-down"));
            acquire(lab, "meanwhile");
            pair.secondary().removeLeases();
            leases(lab.s2(), "restore", "/tmp/backup.csv");
            leases(lab.s2(), "verify", "/tmp/backup.csv");
            pair.secondary().start();
            pair.awaitNormal(LIMIT);

            LeaseDump restored = LeaseDump.of(pair.secondary().agent());
            assertThat(restored.differences(LeaseDump.of(pair.primary().agent()))).isEmpty();
            // Each client has an address and a prefix.
            assertThat(restored.held()).isEqualTo(2 * (3 * CLIENTS - RELEASED));
            if (exchangesInstants) {
                // With continuity durations are exchanged, and rounded: no file equals the other.
                leases(lab.s1(), "export", "/tmp/all.csv");
                Files.copy(lab.s1().disk("/tmp/all.csv"), lab.s2().disk("/tmp/all.csv"));
                leases(lab.s2(), "verify", "/tmp/all.csv");
            }
            pair.primary().stop();
            pair.secondary().stop();
        }
    }

    private static void acquire(Lab lab, String name) {
        SwarmReport report = SwarmRun.acquire(lab.client(), name, CLIENTS, 40, 30, true).await();
        assertThat(report.served()).as(name).isEqualTo(CLIENTS);
        assertThat(report.duplicates()).as(name).isEmpty();
    }

    private static void leases(Host host, String what, String file) {
        String configuration = host.file("server.json").toString();
        Finished finished = host.run(LIMIT, Tandem6.leases(what, "-c", configuration, file));
        assertThat(finished.status())
                .as("tandem6 leases %s %s: %s", what, file, finished.output())
                .isZero();
    }
}
