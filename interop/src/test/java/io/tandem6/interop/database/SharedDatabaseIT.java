package io.tandem6.interop.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.peer.Kea;
import io.tandem6.interop.peer.Peer;
import io.tandem6.interop.peer.Tandem6;
import io.tandem6.interop.swarm.SwarmOptions;
import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmRun;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two servers that know nothing of each other, and one database, prepared by kea-admin. */
class SharedDatabaseIT {
    private static final int ADDRESSES = 600;
    private static final int CLIENTS = 590;

    @Test
    void noAddressIsGivenTwiceAndKeaGoesOn() {
        try (Lab lab = Lab.create("shared-database")) {
            Postgres database = new Postgres(lab.host("c2"), "192.168.56.98");
            database.initialize();
            database.start();
            database.createDatabase();
            database.initializeByKea();
            String configuration = DatabaseServers.configuration(database.address(), ADDRESSES);
            Peer one = new Peer(lab.s1(), Lab.S1_ADDRESS, Tandem6.quickToStart(), configuration);
            Peer two = new Peer(lab.s2(), Lab.S2_ADDRESS, Tandem6.quickToStart(), configuration);
            one.start();
            two.start();

            SwarmReport all = SwarmRun.acquire(lab.client(), "all", CLIENTS, 60, 60, false).await();
            assertThat(all.served()).isEqualTo(CLIENTS);
            assertThat(all.refusals()).isEmpty();
            assertThat(all.duplicates()).isEmpty();
            assertThat(all.servers()).as("both had clients").hasSize(2);
            assertThat(DatabaseServers.lost(all, database)).isEmpty();
            assertThat(database.ask("SELECT count(*), count(DISTINCT duid) FROM lease6"))
                    .isEqualTo(CLIENTS + "|" + CLIENTS);

            // A client may come to the server that did not serve it.
            two.stop();
            renewAll(lab, "renewed by the first", 0);
            assertThat(database.ask("SELECT count(*) FROM lease6")).isEqualTo("" + CLIENTS);

            Await.that(
                    "the first server to know all leases of the second",
                    Duration.ofSeconds(90),
                    () -> LeaseDump.of(one.agent()).held() == CLIENTS);
            LeaseDump byTandem6 = LeaseDump.of(one.agent());
            one.stop();
            two.configure(new Kea(), configuration);
            two.start();
            assertThat(LeaseDump.of(two.agent()).differences(byTandem6)).isEmpty();
            renewAll(lab, "renewed by Kea", 50);
            two.stop();
            one.start();
            assertThat(LeaseDump.of(one.agent()).held()).isEqualTo(CLIENTS);
            renewAll(lab, "renewed by Tandem6", 100);
            one.stop();
        }
    }

    private static void renewAll(Lab lab, String name, int skip) {
        SwarmReport renewed =
                SwarmRun.resume(
                                lab.client(),
                                name.replace(' ', '-'),
                                SwarmOptions.Task.REBIND,
                                "all",
                                skip,
                                50)
                        .await();
        assertThat(renewed.served()).as(name).isEqualTo(50);
        assertThat(renewed.refusals()).as(name).isEmpty();
    }
}
