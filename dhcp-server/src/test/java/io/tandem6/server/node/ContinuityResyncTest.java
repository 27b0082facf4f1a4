package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.message.MessageType;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.lease.Leases;
import io.tandem6.server.peer.PeerResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers with an agreement, of which one needs all leases of the other. */
class ContinuityResyncTest {
    private static final int LEASES = 12_000;

    static final String CONFIG =
            """
            { "Dhcp6": {
                "interfaces-config": { "interfaces": [ "eth0" ] },
                "valid-lifetime": 4000, "preferred-lifetime": 3000,
                "hooks-libraries": [
                  { "library": "libdhcp_lease_cmds.so" },
                  { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ {
                      "this-server-name": "server1", "mode": "hot-standby",
                      "heartbeat-delay": 1000, "max-response-delay": 5000,
                      "max-ack-delay": 1000, "max-unacked-clients": 0,
                      "user-context": { "tandem6": { "continuity": { "mclt": 60 } } },
                      "peers": [
                        { "name": "server1", "url": "http://192.0.2.1:8000/", "role": "primary" },
                        { "name": "server2", "url": "http://192.0.2.2:8000/", "role": "standby" }
                      ] } ] } } ],
                "subnet6": [ { "id": 1, "subnet": "2001:db8:1::/64", "interface": "eth0",
                    "pools": [ { "pool": "2001:db8:1::/96" } ] } ] } }
            """;

    private final Cluster cluster = new Cluster();

    @BeforeEach
    void agree() {
        cluster.start("server1", CONFIG);
        cluster.start("server2", CONFIG);
        cluster.advanceSeconds(15);
        assertThat(cluster.states()).containsOnly(ServerState.HOT_STANDBY);
        assertThat(continuity("server1", "in-force")).isTrue();
        cluster.server("server1").received.clear();
        for (int i = 0; i < LEASES; i++) {
            Lease lease =
                    Leases.address(
                            "2001:db8:1::1:%x".formatted(i),
                            "00030001%012x".formatted(i),
                            cluster.loop.epochSecond() - 100,
                            4000);
            cluster.server("server1").table.apply(new LeaseChange.Put(lease));
            cluster.server("server2").table.apply(new LeaseChange.Put(lease));
        }
    }

    private boolean continuity(String server, String what) {
        return cluster.server(server).status().get(0).path("tandem6").path(what).asBoolean(false);
    }

    private List<Reply> ask(int client) {
        return cluster.ask(
                Client.of("00030001bb%010x".formatted(client)),
                MessageType.REQUEST,
                0,
                Optional.of(primary()));
    }

    private Duid primary() {
        return cluster.server("server1").id;
    }

    private void assertNobodyStopped() {
        assertThat(cluster.server("server1").received)
                .noneMatch(
                        line -> line.contains("dhcp-disable") || line.contains("lease6-get-page"));
        assertThat(cluster.leases("server2")).isEqualTo(cluster.leases("server1"));
    }

    @Test
    void aServerThatLostItsDiskIsToldEverythingWhileItsPartnerServes() {
        cluster.server("server2").crash();
        cluster.advanceSeconds(10);
        assertThat(cluster.server("server1").states()).containsOnly(ServerState.PARTNER_DOWN);

        cluster.start("server2", CONFIG);
        for (int client = 1; client <= 20; client++) {
            assertThat(ask(client)).as("client %d", client).hasSize(1);
        }
        cluster.advanceSeconds(10);
        assertThat(cluster.leases("server2")).hasSizeGreaterThan(LEASES);
        assertNobodyStopped();

        cluster.advanceSeconds(60);
        assertThat(cluster.states()).containsOnly(ServerState.HOT_STANDBY);
        assertThat(continuity("server2", "behind")).isFalse();
    }

    @Test
    void theOperatorHasLeasesToldWithoutStoppingAnybody() {
        for (int i = 0; i < LEASES; i += 2) {
            cluster.server("server2")
                    .table
                    .apply(
                            new LeaseChange.Delete(
                                    Leases.address(
                                            "2001:db8:1::1:%x".formatted(i), "000102", 0, 1)));
        }

        PeerResult.Answer answer =
                cluster.server("server2")
                        .command(
                                """
                                { "command": "ha-sync", "arguments": { "server-name": "server1" } }
                                """,
                                Duration.ofSeconds(10));

        assertThat(answer.result()).isZero();
        assertThat(answer.text())
                .contains(LEASES + " leases received, " + LEASES / 2 + " of them new");
        assertNobodyStopped();
        assertThat(cluster.states()).containsOnly(ServerState.HOT_STANDBY);
    }

    @Test
    void theOperatorHearsThatThePartnerDoesNotAnswer() {
        cluster.server("server1").crash();
        cluster.advanceSeconds(2);

        PeerResult.Answer answer =
                cluster.server("server2")
                        .command(
                                """
                                { "command": "ha-sync", "arguments": { "server-name": "server1" } }
                                """,
                                Duration.ofSeconds(1));

        assertThat(answer.result()).isOne();
        assertThat(answer.text()).contains("'server1' does not answer");
    }
}
