package io.tandem6.interop.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Host;
import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.peer.Peer;
import io.tandem6.interop.peer.Tandem6;
import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmRun;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The database vanishes: what a server does then is what {@code on-fail} says. */
class DatabaseLossIT {
    private static final int TRIES = 12;
    private static final int EXIT_FAILED = 1;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A database, and a server that tries some twelve seconds to reach it again. */
    private record Running(Lab lab, Postgres database, Peer server) {
        static Running start(Lab lab, String onFail) {
            Postgres database = new Postgres(lab.s2(), Lab.S2_ADDRESS);
            database.initialize();
            database.start();
            database.createDatabase();
            String configuration =
                    DatabaseServers.configuration(database.address(), 4000)
                            .replace(
                                    "\"max-reconnect-tries\": 100",
                                    "\"max-reconnect-tries\": " + TRIES)
                            .replace(
                                    "\"reconnect-wait-time\": 500", "\"reconnect-wait-time\": 1000")
                            .replace("serve-retry-continue", onFail);
            assertThat(configuration).contains(onFail).contains("-tries\": " + TRIES);
            Peer server = new Peer(lab.s1(), Lab.S1_ADDRESS, Tandem6.quickToStart(), configuration);
            server.start();
            Running running = new Running(lab, database, server);
            assertThat(running.served("before", 10)).isEqualTo(10);
            return running;
        }

        /** How many of ten new clients get a lease before they lose patience. */
        long served(String name, double patienceSeconds) {
            SwarmReport report =
                    SwarmRun.acquire(lab.client(), name, 10, 100, patienceSeconds, false).await();
            assertThat(report.duplicates()).isEmpty();
            return report.served();
        }

        boolean isSwitchedOff() {
            JsonNode state = server.agent().command("status-get").arguments().path("dhcp-state");
            return !state.path("disabled-by-db-connection").isEmpty();
        }

        /** True if a client that wants no lease, but to know of servers' options, is answered. */
        boolean informs() {
            Host host = lab.client();
            List<String> client =
                    List.of(
                            "timeout",
                            "5",
                            "dhclient",
                            "-6",
                            "-S",
                            "-1",
                            "-d",
                            "-sf",
                            "/bin/true",
                            "-lf",
                            "/tmp/inform.leases",
                            "-pf",
                            "/tmp/inform.pid",
                            Host.INTERFACE);
            return host.run(LIMIT, client).output().contains("Reply");
        }
    }

    @Test
    void stopRetryExit() {
        try (Lab lab = Lab.create("database-loss-stop-retry-exit")) {
            Running running = Running.start(lab, "stop-retry-exit");
            running.database.kill();
            assertThat(running.served("lost", 3)).isZero();
            Await.that("the service to be off", LIMIT, running::isSwitchedOff);
            running.database.start();
            Await.that("the service to be on", LIMIT, () -> !running.isSwitchedOff());
            assertThat(running.served("back", 20)).isEqualTo(10);

            running.database.kill();
            assertThat(running.served("lost-again", 1)).isZero();
            assertThat(running.server.awaitServerEnd()).isEqualTo(EXIT_FAILED);
            assertThat(running.server.serverLog()).contains("DHCP6_DB_RECONNECT_FAILED");
        }
    }

    @Test
    void serveRetryExit() {
        try (Lab lab = Lab.create("database-loss-serve-retry-exit")) {
            Running running = Running.start(lab, "serve-retry-exit");
            assertThat(running.informs()).isTrue();
            running.database.kill();
            assertThat(running.served("lost", 3)).isZero();
            assertThat(running.isSwitchedOff()).isFalse();
            assertThat(running.informs()).isTrue();
            assertThat(running.server.awaitServerEnd()).isEqualTo(EXIT_FAILED);
            assertThat(running.informs()).as("without a server").isFalse();
        }
    }

    @Test
    void serveRetryContinue() {
        try (Lab lab = Lab.create("database-loss-serve-retry-continue")) {
            Running running = Running.start(lab, "serve-retry-continue");
            running.database.kill();
            assertThat(running.served("lost", 3)).isZero();
            Await.that(
                    "the configured tries to be over",
                    LIMIT,
                    () -> running.server.serverLog().contains("DHCP6_DB_RECONNECT_FAILED"));
            assertThat(running.isSwitchedOff()).isFalse();
            assertThat(running.informs()).isTrue();
            running.database.start();
            assertThat(running.served("back", 30)).isEqualTo(10);
            assertThat(running.server.serverLog()).contains("DHCP6_DB_RECONNECT_SUCCEEDED");
        }
    }
}
