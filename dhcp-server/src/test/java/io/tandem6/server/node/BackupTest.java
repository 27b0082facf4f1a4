package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.message.MessageType;
import io.tandem6.server.ha.ServerState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Servers that only store, beside a primary alone and beside pairs. */
class BackupTest {
    private static final String CONFIG =
            """
            { "Dhcp6": {
                "interfaces-config": { "interfaces": [ "eth0" ] },
                "hooks-libraries": [
                  { "library": "libdhcp_lease_cmds.so" },
                  { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ {
                      "this-server-name": "server1", "mode": "%s", "wait-backup-ack": %s,
                      "heartbeat-delay": 1000, "max-response-delay": 5000,
                      "max-unacked-clients": 0,
                      "peers": [
                        { "name": "server1", "url": "http://192.0.2.1:8000/", "role": "primary" },
                        { "name": "server2", "url": "http://192.0.2.2:8000/", "role": "%s" },
                        { "name": "server3", "url": "http://192.0.2.3:8000/", "role": "backup" }
                      ] } ] } } ],
                "subnet6": [ { "id": 1, "subnet": "2001:db8:1::/64", "interface": "eth0",
                    "pools": [ { "pool": "2001:db8:1::100-2001:db8:1::1ff" } ],
                    "pd-pools": [ { "prefix": "2001:db8:8000::", "prefix-len": 40,
                                    "delegated-len": 56 } ] } ] } }
            """;
    private static final String PASSIVE = CONFIG.formatted("passive-backup", false, "backup");
    private static final Client CLIENT = Client.of("00030001020000000001");

    private final Cluster cluster = new Cluster();

    private void start(String config) {
        for (String name : List.of("server1", "server2", "server3")) {
            cluster.start(name, config);
        }
        cluster.loop.run();
    }

    private Optional<Duid> primary() {
        return Optional.of(cluster.server("server1").id);
    }

    private List<Reply> request(Client client) {
        return cluster.ask(client, MessageType.REQUEST, 0, primary());
    }

    @Test
    void aPrimaryWithBackupsAloneServesAtOnceAndTellsThemAll() {
        start(PASSIVE);
        assertThat(cluster.ask(CLIENT, MessageType.SOLICIT, 0, Optional.empty()))
                .extracting(Reply::server)
                .containsExactly("server1");
        assertThat(request(CLIENT)).hasSize(1);
        cluster.advanceSeconds(1);

        assertThat(cluster.states())
                .containsExactly(
                        ServerState.PASSIVE_BACKUP, ServerState.BACKUP, ServerState.BACKUP);
        assertThat(cluster.leases("server1"))
                .hasSize(2)
                .isEqualTo(cluster.leases("server2"))
                .isEqualTo(cluster.leases("server3"));
    }

    @Test
    void nobodySendsHeartbeatsToOrFromBackups() {
        start(PASSIVE);
        cluster.advanceSeconds(30);

        assertThat(cluster.server("server1").received).isEmpty();
        assertThat(cluster.server("server2").received).isEmpty();
    }

    @Test
    void statusSaysNothingOfAPartnerThatIsNone() {
        start(PASSIVE);
        for (String name : List.of("server1", "server2")) {
            JsonNode servers = cluster.server(name).status().get(0).get("ha-servers");
            assertThat(servers.has("remote")).isFalse();
            assertThat(servers.get("local").get("server-name").stringValue()).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 0"})
    void aDeadBackupIsWaitedForOnlyIfTheOperatorWantsIt(boolean wait, int replies) {
        start(CONFIG.formatted("passive-backup", wait, "backup"));
        cluster.server("server3").down = true;

        assertThat(request(CLIENT)).hasSize(replies);
        cluster.advanceSeconds(1);
        assertThat(cluster.leases("server2")).hasSize(2);
    }

    @Test
    void anAcknowledgementThatIsWaitedForComesBeforeTheReply() {
        start(CONFIG.formatted("passive-backup", true, "backup"));

        assertThat(request(CLIENT)).hasSize(1);
        assertThat(cluster.leases("server1"))
                .isEqualTo(cluster.leases("server2"))
                .isEqualTo(cluster.leases("server3"));
    }

    @ParameterizedTest
    @CsvSource({"hot-standby, standby", "load-balancing, secondary"})
    void theBackupOfAPairIsToldInEveryState(String mode, String role) {
        start(CONFIG.formatted(mode, false, role));
        cluster.advanceSeconds(8);
        Client mine = Client.of("00030001000000000003");
        assertThat(request(mine)).hasSize(1);
        cluster.server("server2").crash();
        cluster.advanceSeconds(8);
        assertThat(cluster.server("server1").states()).containsOnly(ServerState.PARTNER_DOWN);
        assertThat(request(Client.of("00030001000000000001"))).hasSize(1);
        cluster.advanceSeconds(1);

        assertThat(cluster.server("server3").states()).containsOnly(ServerState.BACKUP);
        assertThat(cluster.server("server3").received)
                .containsOnly("server1 \"lease6-bulk-apply\"");
        assertThat(cluster.leases("server3")).hasSize(4).isEqualTo(cluster.leases("server1"));
    }

    @Test
    void anOperatorMakesABackupServeWithTwoCommands() {
        start(PASSIVE);
        Reply before = request(CLIENT).getFirst();
        cluster.advanceSeconds(1);
        cluster.server("server1").crash();
        Cluster.Server backup = cluster.server("server2");
        assertThat(cluster.ask(CLIENT, MessageType.REBIND, 0, Optional.empty())).isEmpty();
        assertThat(backup.events.list).contains("dropped service-disabled");

        command(backup, "ha-scopes", "{ \"scopes\": [ \"server1\" ] }");
        assertThat(cluster.ask(CLIENT, MessageType.REBIND, 0, Optional.empty()))
                .as("the service is still off")
                .isEmpty();
        command(backup, "dhcp-enable", "{}");
        Reply rebound = cluster.ask(CLIENT, MessageType.REBIND, 0, Optional.empty()).getFirst();
        assertThat(rebound.server()).isEqualTo("server2");
        assertThat(rebound.address()).isEqualTo(before.address());

        command(backup, "ha-reset", "{}");
        assertThat(backup.states()).containsOnly(ServerState.BACKUP);
        assertThat(cluster.ask(CLIENT, MessageType.REBIND, 0, Optional.empty())).isEmpty();
    }

    @Test
    void aBackupThatMissedUpdatesIsBroughtUpToDateByTheOperator() {
        start(PASSIVE);
        cluster.server("server3").crash();
        request(CLIENT);
        Cluster.Server backup = cluster.start("server3", PASSIVE);
        assertThat(cluster.leases("server3")).isEmpty();

        command(backup, "ha-sync", "{ \"server-name\": \"server1\", \"max-period\": 60 }");
        assertThat(cluster.leases("server3")).hasSize(2).isEqualTo(cluster.leases("server1"));
        assertThat(cluster.ask(CLIENT, MessageType.REBIND, 0, Optional.empty()))
                .as("the primary serves again")
                .extracting(Reply::server)
                .containsExactly("server1");
    }

    @Test
    void aPrimaryThatLostItsLeasesFetchesThemFromABackup() {
        start(PASSIVE);
        request(CLIENT);
        cluster.advanceSeconds(1);
        cluster.server("server1").crash();
        Cluster.Server primary = cluster.start("server1", PASSIVE);
        command(primary, "ha-sync", "{ \"server-name\": \"server2\" }");

        assertThat(cluster.leases("server1"))
                .extracting(Lease::address)
                .hasSize(2)
                .containsExactlyElementsOf(
                        cluster.leases("server2").stream().map(Lease::address).toList());
    }

    private static void command(Cluster.Server server, String name, String arguments) {
        assertThat(
                        server.command(
                                        """
                                        { "command": "%s", "service": [ "dhcp6" ],
                                          "arguments": %s }
                                        """
                                                .formatted(name, arguments))
                                .isSuccess())
                .isTrue();
    }
}
