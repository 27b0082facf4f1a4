package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.lease.LeaseState;
import io.tandem6.message.MessageType;
import io.tandem6.option.StatusCode;
import io.tandem6.server.ha.ServerState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers that share the clients, each with its own half of the pools. */
class LoadBalancingTest {
    private static final String CONFIG =
            """
            { "Dhcp6": {
                "interfaces-config": { "interfaces": [ "eth0" ] },
                "hooks-libraries": [
                  { "library": "libdhcp_lease_cmds.so" },
                  { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ {
                      "this-server-name": "server1", "mode": "load-balancing",
                      "heartbeat-delay": 1000, "max-response-delay": 5000,
                      "max-ack-delay": 1000, "max-unacked-clients": 2,
                      "user-context": { "tandem6": { "continuity": { "enabled": false } } },
                      "peers": [
                        { "name": "server1", "url": "http://192.0.2.1:8000/", "role": "primary" },
                        { "name": "server2", "url": "http://192.0.2.2:8000/", "role": "secondary" }
                      ] } ] } } ],
                "subnet6": [ { "id": 1, "subnet": "2001:db8:1::/64", "interface": "eth0",
                    "pools": [
                      { "pool": "2001:db8:1::100-2001:db8:1::1ff", "client-class": "HA_server1" },
                      { "pool": "2001:db8:1::200-2001:db8:1::2ff",
                        "client-classes": [ "HA_server2" ] } ],
                    "pd-pools": [
                      { "prefix": "2001:db8:8100::", "prefix-len": 40, "delegated-len": 56,
                        "client-classes": [ "HA_server1" ] },
                      { "prefix": "2001:db8:8200::", "prefix-len": 40, "delegated-len": 56,
                        "client-class": "HA_server2" } ] } ] } }
            """;

    /** One client of each server, by the published hashes of these DUIDs: 24 and 103. */
    private static final Map<String, Client> CLIENTS =
            Map.of(
                    "server1", Client.of("00030001000000000003"),
                    "server2", Client.of("00030001000000000001"));

    private final Cluster cluster = new Cluster();

    @BeforeEach
    void startBoth() {
        cluster.start("server1", CONFIG);
        cluster.start("server2", CONFIG);
        cluster.advanceSeconds(8);
        assertThat(cluster.states()).containsOnly(ServerState.LOAD_BALANCING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server1", "server2"})
    void eachClientIsAnsweredByItsServerFromItsPools(String owner) {
        Reply offer = theOnly(ask(owner, MessageType.SOLICIT));
        assertThat(offer.server()).isEqualTo(owner);
        Reply reply = request(owner, owner);

        assertThat(reply.address()).isEqualTo(offer.address()).satisfies(a -> isOf(owner, a));
        assertThat(reply.prefix().toString())
                .startsWith(owner.equals("server1") ? "2001:db8:81" : "2001:db8:82");
        assertThat(cluster.leases("server1")).hasSize(2).isEqualTo(cluster.leases("server2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"server1", "server2"})
    void theLeaseStaysThroughTheWholeLifeOfAClient(String owner) {
        Ipv6Address address = request(owner, owner).address();

        assertThat(theOnly(cluster.ask(client(owner), MessageType.RENEW, 0, id(owner))).address())
                .isEqualTo(address);
        Reply rebound = theOnly(ask(owner, MessageType.REBIND));
        assertThat(rebound.server()).isEqualTo(owner);
        assertThat(rebound.address()).isEqualTo(address);
        assertThat(
                        theOnly(
                                        cluster.ask(
                                                client(owner).holding(address),
                                                MessageType.DECLINE,
                                                0,
                                                id(owner)))
                                .server())
                .isEqualTo(owner);
        Reply another = request(owner, owner);
        assertThat(another.address()).isNotEqualTo(address).satisfies(a -> isOf(owner, a));
        cluster.ask(client(owner).holding(another.address()), MessageType.RELEASE, 0, id(owner));

        assertThat(cluster.leases("server1"))
                .isEqualTo(cluster.leases("server2"))
                .noneMatch(
                        lease ->
                                lease.address().equals(another.address())
                                        && lease.state() == LeaseState.ASSIGNED)
                .anyMatch(lease -> lease.address().equals(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"server1", "server2"})
    void theSurvivorServesBothHalvesFromTheirPoolsAndGivesThemBack(String dead) {
        String survivor = other(dead);
        Ipv6Address before = request(dead, dead).address();
        cluster.server(dead).crash();
        cluster.advanceSeconds(6);
        for (int i = 0; i < 3; i++) {
            // Each has a hash of its own; only those that belong to the dead server count.
            assertThat(unansweredClientsOf(dead, i)).isEmpty();
        }
        cluster.advanceSeconds(2);
        assertThat(cluster.server(survivor).states()).containsOnly(ServerState.PARTNER_DOWN);

        Reply rebound = theOnly(ask(dead, MessageType.REBIND));
        assertThat(rebound.server()).isEqualTo(survivor);
        assertThat(rebound.address()).isEqualTo(before);
        assertThat(request(survivor, survivor).address()).satisfies(a -> isOf(survivor, a));
        Client late =
                Client.of(
                        dead.equals("server1")
                                ? "000320823cfde6f1c26b"
                                : "0003d8619b91ffc911f57cce");
        Reply granted = theOnly(cluster.ask(late, MessageType.REQUEST, 0, id(survivor)));
        assertThat(granted.address()).satisfies(a -> isOf(dead, a));

        cluster.start(dead, CONFIG);
        cluster.advanceSeconds(10);
        assertThat(cluster.states()).containsOnly(ServerState.LOAD_BALANCING);
        assertThat(cluster.leases(dead)).hasSize(6).isEqualTo(cluster.leases(survivor));
        Reply back = theOnly(cluster.ask(late, MessageType.REBIND, 0, Optional.empty()));
        assertThat(back.server()).isEqualTo(dead);
        assertThat(back.address()).isEqualTo(granted.address());
    }

    @Test
    void anEmptyHalfIsNotFilledFromTheOther() {
        String narrow = CONFIG.replace("2001:db8:1::1ff", "2001:db8:1::100");
        cluster.start("server1", narrow);
        cluster.start("server2", narrow);
        cluster.advanceSeconds(8);
        request("server1", "server1");
        Reply second =
                theOnly(
                        cluster.ask(
                                Client.of("000320823cfde6f1c26b"),
                                MessageType.REQUEST,
                                0,
                                id("server1")));

        assertThat(second.message().options().iaNas().getFirst().options().first(StatusCode.class))
                .map(StatusCode::status)
                .contains(StatusCode.NO_ADDRS_AVAIL);
    }

    @Test
    void configurationIsForEveryoneToGive() {
        assertThat(ask("server2", MessageType.INFORMATION_REQUEST))
                .extracting(Reply::server)
                .containsExactly("server1", "server2");
    }

    private static void isOf(String owner, Ipv6Address address) {
        assertThat(address.toString())
                .startsWith(owner.equals("server1") ? "2001:db8:1::1" : "2001:db8:1::2");
    }

    private static String other(String server) {
        return server.equals("server1") ? "server2" : "server1";
    }

    private static Client client(String owner) {
        return CLIENTS.get(owner);
    }

    private Optional<Duid> id(String server) {
        return Optional.of(cluster.server(server).id);
    }

    private List<Reply> ask(String owner, int type) {
        return cluster.ask(client(owner), type, 0, Optional.empty());
    }

    private Reply request(String owner, String server) {
        return theOnly(cluster.ask(client(owner), MessageType.REQUEST, 0, id(server)));
    }

    private List<Reply> unansweredClientsOf(String dead, int number) {
        List<String> duids =
                dead.equals("server1")
                        ? List.of("00030001000000000003", "000320823cfde6f1c26b", "000200")
                        : List.of(
                                "00030001000000000001",
                                "0003d8619b91ffc911f57cce",
                                "0001000132965a0d000c01020304");
        return cluster.ask(
                Client.of(duids.get(number)), MessageType.SOLICIT, 2000, Optional.empty());
    }

    private static Reply theOnly(List<Reply> replies) {
        assertThat(replies).hasSize(1);
        return replies.getFirst();
    }
}
