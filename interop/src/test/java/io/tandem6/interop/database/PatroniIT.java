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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The database is a cluster of three nodes that fails over by itself. The host of its primary dies
 * under load, and nobody does anything about it.
 */
@Tag("full")
class PatroniIT {
    private static final int CLIENTS = 800;
    private static final double PATIENCE_SECONDS = 120;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @Test
    void whatClientsWereToldSurvivesThePrimaryAndServiceResumesByItself() {
        try (Lab lab = Lab.create("patroni")) {
            Map<Host, String> hosts = new LinkedHashMap<>();
            hosts.put(lab.host("c2"), "192.168.56.98");
            hosts.put(lab.s2(), Lab.S2_ADDRESS);
            hosts.put(lab.addHost("d"), "192.168.56.104");
            List<PatroniNode> nodes = PatroniNode.start(hosts);
            PatroniNode first = awaitPrimary(nodes);
            first.database().createDatabase();
            Peer server =
                    new Peer(
                            lab.s1(),
                            Lab.S1_ADDRESS,
                            Tandem6.quickToStart(),
                            DatabaseServers.configuration(String.join(",", hosts.values()), 4000));
            server.start();

            SwarmRun load =
                    SwarmRun.acquire(lab.client(), "load", CLIENTS, 40, PATIENCE_SECONDS, false);
            Await.that(
                    "a quarter of the clients to have leases",
                    LIMIT,
                    () -> leases(first) >= CLIENTS / 4);
            first.kill();
            SwarmReport report = load.await();

            PatroniNode second = awaitPrimary(nodes.stream().filter(n -> n != first).toList());
            assertThat(report.served()).isEqualTo(CLIENTS);
            assertThat(report.refusals()).isEmpty();
            assertThat(report.duplicates()).isEmpty();
            assertThat(DatabaseServers.lost(report, second.database())).isEmpty();
            assertThat(leases(second)).isEqualTo(CLIENTS);
            System.out.printf(
                    "%s was killed and %s took over: %d clients served, longest wait %.1f s%n",
                    first, second, report.served(), report.longestWaitSeconds());
            server.stop();
        }
    }

    /** Returns when one of them is the primary and has a standby that has what it acknowledges. */
    private static PatroniNode awaitPrimary(List<PatroniNode> nodes) {
        Await.that(
                "a primary among " + nodes + " with a synchronous standby, see patroni.log there",
                LIMIT,
                () ->
                        primary(nodes)
                                .filter(n -> n.database().synchronousStandbys() > 0)
                                .isPresent());
        return primary(nodes).orElseThrow();
    }

    private static Optional<PatroniNode> primary(List<PatroniNode> nodes) {
        return nodes.stream().filter(PatroniNode::isPrimary).findFirst();
    }

    private static int leases(PatroniNode node) {
        return Integer.parseInt(node.database().ask("SELECT count(*) FROM lease6"));
    }
}
