package io.tandem6.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Host;
import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.peer.Configuration;
import io.tandem6.interop.peer.Kea;
import io.tandem6.interop.peer.Peer;
import io.tandem6.interop.peer.Software;
import io.tandem6.interop.peer.Tandem6;
import io.tandem6.interop.swarm.SwarmOptions;
import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmRun;
import org.junit.jupiter.api.Test;

/** One server is replaced by the other on the same files, there and back; clients see nothing. */
class SwapIT {
    private static final int CLIENTS = 30;
    private static final int RENEWING = 20;
    private static final int RELEASING = 5;

    @Test
    void leasesAndServerIdentityChangeHands() {
        try (Lab lab = Lab.create("SwapIT")) {
            Peer peer = new Peer(lab.s1(), Lab.S1_ADDRESS, new Kea(), Configuration.alone());
            peer.start();
            SwarmReport acquired =
                    SwarmRun.acquire(lab.client(), "by-kea", CLIENTS, 20, 15, true).await();
            assertThat(acquired.served()).isEqualTo(CLIENTS);

            replace(peer, new Tandem6());
            resume(lab.client(), "renewed-by-tandem6", SwarmOptions.Task.RENEW, RENEWING, acquired);
            resume(
                    lab.client(),
                    "released-by-tandem6",
                    SwarmOptions.Task.RELEASE,
                    RELEASING,
                    acquired);
            SwarmReport more =
                    SwarmRun.acquire(lab.client(), "by-tandem6", CLIENTS, 20, 15, true).await();
            assertThat(more.served()).isEqualTo(CLIENTS);
            assertThat(more.servers()).isEqualTo(acquired.servers());

            replace(peer, new Kea());
            SwarmReport again =
                    SwarmRun.resume(
                                    lab.client(),
                                    "renewed-by-kea",
                                    SwarmOptions.Task.RENEW,
                                    "by-tandem6",
                                    CLIENTS)
                            .await();
            assertThat(again.served()).isEqualTo(CLIENTS);
            assertThat(again.refusals()).isEmpty();
            assertThat(LeaseDump.of(peer.agent()).held())
                    .isEqualTo(2 * (CLIENTS + CLIENTS - RELEASING));
        }
    }

    /** The successor tells of the leases what the predecessor told. */
    private static void replace(Peer peer, Software successor) {
        LeaseDump before = LeaseDump.of(peer.agent());
        peer.stop();
        peer.configure(successor, Configuration.alone());
        peer.start();
        assertThat(before.differences(LeaseDump.of(peer.agent()))).isEmpty();
    }

    private static void resume(
            Host clients, String name, SwarmOptions.Task task, int count, SwarmReport acquired) {
        SwarmReport report = SwarmRun.resume(clients, name, task, "by-kea", count).await();
        assertThat(report.served()).as(name).isEqualTo(count);
        assertThat(report.refusals()).as(name).isEmpty();
        assertThat(report.servers()).as(name).isEqualTo(acquired.servers());
    }
}
