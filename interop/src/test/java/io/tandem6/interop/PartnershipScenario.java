package io.tandem6.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Host;
import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.lease.LeaseFile;
import io.tandem6.interop.load.Perfdhcp;
import io.tandem6.interop.peer.Mode;
import io.tandem6.interop.peer.Pair;
import io.tandem6.interop.peer.PairSettings;
import io.tandem6.interop.peer.Software;
import io.tandem6.interop.swarm.SwarmOptions;
import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmRun;
import java.time.Duration;

/** What any two partners have to manage together, whoever wrote them. */
final class PartnershipScenario {
    private static final int PERFDHCP_CLIENTS = 100;
    private static final int SWARM_CLIENTS = 40;
    private static final int RENEWED = 30;
    private static final int RELEASED = 15;
    private static final int LEASES_EACH = 2;

    private final Pair pair;
    private final Host clients;

    private PartnershipScenario(Pair pair, Host clients) {
        this.pair = pair;
        this.clients = clients;
    }

    /** Runs it with two servers of the given making. */
    static void run(String name, Software primary, Software standby) {
        try (Lab lab = Lab.create(name)) {
            Pair pair = Pair.of(lab, primary, standby, PairSettings.QUICK);
            new PartnershipScenario(pair, lab.client()).run();
        }
    }

    private void run() {
        pair.start();
        pair.awaitNormal(Duration.ofSeconds(40));
        grant();
        renewAndRelease();
        assertThat(pair.primary().agent().haState()).isEqualTo(Mode.HOT_STANDBY.keyword());
        assertThat(pair.secondary().agent().haState()).isEqualTo(Mode.HOT_STANDBY.keyword());
    }

    private void grant() {
        Perfdhcp.Result result =
                Perfdhcp.run(
                        clients,
                        Duration.ofSeconds(60),
                        "-e",
                        "address-and-prefix",
                        "-r",
                        "20",
                        "-R",
                        Integer.toString(PERFDHCP_CLIENTS),
                        "-n",
                        Integer.toString(PERFDHCP_CLIENTS));
        assertThat(result.drops()).as(result.output()).isZero();
        assertThat(result.exchange("REQUEST-REPLY").received()).isEqualTo(PERFDHCP_CLIENTS);
        assertSameLeases(LEASES_EACH * PERFDHCP_CLIENTS);
    }

    private void renewAndRelease() {
        SwarmReport acquired =
                SwarmRun.acquire(clients, "all", SWARM_CLIENTS, 20, 15, true).await();
        assertThat(acquired.served()).isEqualTo(SWARM_CLIENTS);
        assertThat(acquired.duplicates()).isEmpty();
        assertSucceeds("renewed", SwarmOptions.Task.RENEW, RENEWED);
        assertSucceeds("released", SwarmOptions.Task.RELEASE, RELEASED);
        assertSameLeases(LEASES_EACH * (PERFDHCP_CLIENTS + SWARM_CLIENTS - RELEASED));
    }

    private void assertSucceeds(String name, SwarmOptions.Task task, int count) {
        SwarmReport report = SwarmRun.resume(clients, name, task, "all", count).await();
        assertThat(report.served()).as(name).isEqualTo(count);
        assertThat(report.refusals()).as(name).isEmpty();
    }

    /** In memory as on disk, on both sides. */
    private void assertSameLeases(int count) {
        LeaseDump primary = LeaseDump.of(pair.primary().agent());
        assertThat(primary.size()).isEqualTo(count);
        assertThat(primary.differences(LeaseDump.of(pair.secondary().agent()))).isEmpty();
        assertThat(primary.differences(LeaseFile.read(pair.primary().leaseFile()))).isEmpty();
        assertThat(primary.differences(LeaseFile.read(pair.secondary().leaseFile()))).isEmpty();
    }
}
