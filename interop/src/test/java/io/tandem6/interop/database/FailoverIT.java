package io.tandem6.interop.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.peer.Peer;
import io.tandem6.interop.peer.Tandem6;
import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmRun;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A primary with a synchronous standby is killed under load, and the standby takes over. The server
 * knows both addresses; the database was empty.
 */
class FailoverIT {
    private static final int CLIENTS = 800;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void noAcknowledgedLeaseIsLost() {
        try (Lab lab = Lab.create("database-failover")) {
            Postgres primary = new Postgres(lab.host("c2"), "192.168.56.98");
            Postgres standby = new Postgres(lab.s2(), Lab.S2_ADDRESS);
            primary.initialize();
            primary.start("synchronous_standby_names=*", "synchronous_commit=local");
            primary.createDatabase();
            standby.follow(primary);
            standby.start();
            Await.that(
                    "the standby to follow synchronously",
                    LIMIT,
                    () -> primary.synchronousStandbys() == 1);
            Peer server =
                    new Peer(
                            lab.s1(),
                            Lab.S1_ADDRESS,
                            Tandem6.quickToStart(),
                            DatabaseServers.configuration(
                                    primary.address() + "," + standby.address(), 4000));
            server.start();

            SwarmRun load = SwarmRun.acquire(lab.client(), "load", CLIENTS, 40, 60, false);
            Await.that(
                    "a quarter of the clients to have leases",
                    LIMIT,
                    () -> leases(primary) >= CLIENTS / 4);
            primary.kill();
            standby.promote();
            SwarmReport report = load.await();

            assertThat(report.served()).isEqualTo(CLIENTS);
            assertThat(report.refusals()).isEmpty();
            assertThat(report.duplicates()).isEmpty();
            assertThat(DatabaseServers.lost(report, standby)).isEmpty();
            assertThat(leases(standby)).isEqualTo(CLIENTS);
            System.out.printf(
                    "failover: %d clients served, longest wait %.1f s%n",
                    report.served(), report.longestWaitSeconds());
            server.stop();
        }
    }

    private static int leases(Postgres database) {
        return Integer.parseInt(database.ask("SELECT count(*) FROM lease6"));
    }
}
