package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.lease.Lease;
import io.tandem6.message.MessageType;
import io.tandem6.server.ha.ServerState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A hub that is the standby of two spokes, each with a link of its own. */
class HubTest {
    private static final String RELATIONSHIP =
            """
            { "this-server-name": "hub%1$d", "mode": "hot-standby",
              "heartbeat-delay": 1000, "max-response-delay": 5000,
              "max-ack-delay": 1000, "max-unacked-clients": 2,
              "peers": [
                { "name": "hub%1$d", "url": "http://192.0.2.1:800%1$d/", "role": "standby" },
                { "name": "spoke%1$d", "url": "http://192.0.2.2:800%1$d/", "role": "primary" } ] }
            """;
    private static final String SUBNET =
            """
            { "id": %1$d, "subnet": "2001:db8:%1$d::/64", "interface": "eth%1$d",
              "user-context": { "ha-server-name": "spoke%1$d" },
              "pools": [ { "pool": "2001:db8:%1$d::/80" } ],
              "pd-pools": [ { "prefix": "2001:db8:8%1$d00::", "prefix-len": 40,
                              "delegated-len": 56 } ] }
            """;

    /** Nobody's: it names no relationship. */
    private static final String STRAY =
            """
            { "id": 9, "subnet": "2001:db8:9::/64", "interface": "eth9",
              "pools": [ { "pool": "2001:db8:9::/80" } ] }
            """;

    private static final String HUB =
            config(
                    RELATIONSHIP.formatted(1) + "," + RELATIONSHIP.formatted(2),
                    SUBNET.formatted(1) + "," + SUBNET.formatted(2) + "," + STRAY);
    private static final Client FIRST = Client.of("00030001020000000001").on("eth1");
    private static final Client SECOND = Client.of("00030001020000000002").on("eth2");

    private final Cluster cluster = new Cluster();

    private static String spoke(int number) {
        return config(RELATIONSHIP.formatted(number), SUBNET.formatted(number));
    }

    private static String config(String relationships, String subnets) {
        return """
        { "Dhcp6": {
            "interfaces-config": { "interfaces": [ "*" ] },
            "hooks-libraries": [
              { "library": "libdhcp_lease_cmds.so" },
              { "library": "libdhcp_ha.so",
                "parameters": { "high-availability": [ %s ] } } ],
            "subnet6": [ %s ] } }
        """
                .formatted(relationships, subnets);
    }

    @BeforeEach
    void startAll() {
        cluster.start("hub1", HUB);
        cluster.start("spoke1", spoke(1));
        cluster.start("spoke2", spoke(2));
        cluster.advanceSeconds(8);
        assertThat(cluster.states()).hasSize(4).containsOnly(ServerState.HOT_STANDBY);
    }

    private List<Reply> request(Client client, String server) {
        return cluster.ask(client, MessageType.REQUEST, 0, Optional.of(cluster.server(server).id));
    }

    private List<Reply> rebind(Client client) {
        return cluster.ask(client, MessageType.REBIND, 0, Optional.empty());
    }

    private void killTheFirstSpoke() {
        cluster.server("spoke1").crash();
        cluster.advanceSeconds(6);
        for (int i = 3; i <= 5; i++) {
            Client waiting = Client.of("0003000102000000000" + i).on("eth1");
            assertThat(cluster.ask(waiting, MessageType.SOLICIT, 2000, Optional.empty())).isEmpty();
        }
        cluster.advanceSeconds(2);
    }

    @Test
    void eachSpokeServesItsLinkAndTellsTheHub() {
        assertThat(request(FIRST, "spoke1")).extracting(Reply::server).containsExactly("spoke1");
        assertThat(request(SECOND, "spoke2")).extracting(Reply::server).containsExactly("spoke2");

        assertThat(cluster.leases("hub1"))
                .hasSize(4)
                .containsAll(cluster.leases("spoke1"))
                .containsAll(cluster.leases("spoke2"));
    }

    @Test
    void onlyTheRelationshipOfADeadSpokeGoesDown() {
        Ipv6Address first = request(FIRST, "spoke1").getFirst().address();
        request(SECOND, "spoke2");
        killTheFirstSpoke();
        assertThat(cluster.server("hub1").states())
                .containsExactly(ServerState.PARTNER_DOWN, ServerState.HOT_STANDBY);

        assertThat(rebind(FIRST))
                .singleElement()
                .satisfies(
                        reply -> {
                            assertThat(reply.server()).isEqualTo("hub1");
                            assertThat(reply.address()).isEqualTo(first);
                        });
        assertThat(rebind(SECOND)).extracting(Reply::server).containsExactly("spoke2");
    }

    @Test
    void whatTheHubGivesInPlaceOfOneSpokeIsNoneOfTheOthersBusiness() {
        killTheFirstSpoke();
        cluster.server("spoke2").received.clear();
        Ipv6Prefix prefix = request(FIRST, "hub1").getFirst().prefix();

        assertThat(cluster.leases("spoke2")).isEmpty();
        assertThat(cluster.server("spoke2").received).doesNotContain("hub1 \"lease6-bulk-apply\"");

        cluster.start("spoke1", spoke(1));
        cluster.advanceSeconds(8);
        assertThat(cluster.states()).containsOnly(ServerState.HOT_STANDBY);
        assertThat(cluster.leases("spoke1")).extracting(Lease::address).contains(prefix.address());
    }

    @Test
    void aSpokeThatReturnsFetchesItsOwnLeasesAlone() {
        request(FIRST, "spoke1");
        request(SECOND, "spoke2");
        cluster.server("spoke1").crash();
        cluster.start("spoke1", spoke(1));
        cluster.advanceSeconds(8);

        assertThat(cluster.leases("spoke1")).hasSize(2).allMatch(lease -> lease.subnetId() == 1);
    }

    @Test
    void theHubFetchesFromEachSpokeWhatIsThatSpokes() {
        request(FIRST, "spoke1");
        request(SECOND, "spoke2");
        cluster.server("hub1").crash();
        cluster.start("hub1", HUB);
        cluster.advanceSeconds(8);

        assertThat(cluster.states()).containsOnly(ServerState.HOT_STANDBY);
        assertThat(cluster.leases("hub1")).hasSize(4);
    }

    @Test
    void aLinkThatIsNobodysIsNotServed() {
        killTheFirstSpoke();
        cluster.server("hub1").events.list.clear();

        assertThat(request(FIRST.on("eth9"), "hub1")).isEmpty();
        assertThat(cluster.server("hub1").events.list).contains("dropped no-relationship");
    }

    @Test
    void switchedOffForOneRelationshipTheServiceIsOffForAll() {
        killTheFirstSpoke();
        cluster.server("hub1")
                .command(
                        """
                        { "command": "dhcp-disable", "service": [ "dhcp6" ],
                          "arguments": { "origin": "ha-partner", "origin-id": 2001 } }
                        """);
        assertThat(rebind(FIRST)).isEmpty();
        assertThat(cluster.server("hub1").events.list).contains("dropped service-disabled");
    }

    @Test
    void commandsAreForTheRelationshipOfTheNamedServer() {
        cluster.server("hub1")
                .command(
                        """
                        { "command": "ha-scopes", "service": [ "dhcp6" ],
                          "arguments": { "scopes": [ "spoke2" ], "server-name": "hub2" } }
                        """);
        JsonNode status = cluster.server("hub1").status();

        assertThat(status).hasSize(2);
        assertThat(scopes(status.get(0))).isEqualTo("[]");
        assertThat(scopes(status.get(1))).isEqualTo("[\"spoke2\"]");
        assertThat(status.get(1).at("/ha-servers/remote/server-name").stringValue())
                .isEqualTo("spoke2");
        assertThat(rebind(SECOND)).extracting(Reply::server).contains("hub1", "spoke2");
    }

    private static String scopes(JsonNode relationship) {
        return relationship.at("/ha-servers/local/scopes").toString();
    }
}
