package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.message.MessageType;
import io.tandem6.server.ha.ServerState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two whole servers in one thread, joined by their control commands, with clients. */
class PairTest {
    private static final String CONFIG =
            """
            { "Dhcp6": {
                "interfaces-config": { "interfaces": [ "eth0" ] },
                "hooks-libraries": [
                  { "library": "libdhcp_lease_cmds.so" },
                  { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ {
                      "this-server-name": "server1", "mode": "hot-standby",
                      "heartbeat-delay": 1000, "max-response-delay": 5000,
                      "max-ack-delay": 1000, "max-unacked-clients": 2,
                      "user-context": { "tandem6": { "continuity": { "enabled": false } } },
                      "peers": [
                        { "name": "server1", "url": "http://192.0.2.1:8000/", "role": "primary" },
                        { "name": "server2", "url": "http://192.0.2.2:8000/", "role": "standby" }
                      ] } ] } } ],
                "subnet6": [ { "id": 1, "subnet": "2001:db8:1::/64", "interface": "eth0",
                    "pools": [ { "pool": "2001:db8:1::100-2001:db8:1::1ff" } ],
                    "pd-pools": [ { "prefix": "2001:db8:8000::", "prefix-len": 40,
                                    "delegated-len": 56 } ] } ] } }
            """;

    private final Cluster cluster = new Cluster();

    @BeforeEach
    void startBoth() {
        cluster.start("server1", CONFIG);
        cluster.start("server2", CONFIG);
        cluster.loop.advance(Duration.ofSeconds(6));
        assertThat(cluster.states()).containsOnly(ServerState.HOT_STANDBY);
    }

    @Test
    void aLeaseIsAtBothServersWhenTheClientHearsOfIt() {
        List<Reply> replies = ask(MessageType.REQUEST, 1, 0, cluster.server("server1").id);

        assertThat(replies).extracting(Reply::server).containsExactly("server1");
        Ipv6Address address = replies.getFirst().address();
        assertThat(cluster.leases("server1"))
                .hasSize(2)
                .extracting(Lease::address)
                .contains(address);
        assertThat(cluster.leases("server2")).isEqualTo(cluster.leases("server1"));
    }

    @Test
    void withoutThePartnersAcknowledgementThereIsNoReply() {
        cluster.server("server2").down = true;

        assertThat(ask(MessageType.REQUEST, 1, 0, cluster.server("server1").id)).isEmpty();
        assertThat(cluster.server("server1").events.list).contains("dropped not-acknowledged");
    }

    @Test
    void theStandbyTakesOverWithTheLeasesAndGivesThemBack() {
        Reply first = ask(MessageType.REQUEST, 1, 0, cluster.server("server1").id).getFirst();
        cluster.server("server1").crash();
        cluster.loop.advance(Duration.ofSeconds(6));
        for (int client = 2; client <= 4; client++) {
            assertThat(ask(MessageType.SOLICIT, client, 2000, Optional.empty())).isEmpty();
        }
        cluster.loop.advance(Duration.ofSeconds(2));
        assertThat(cluster.server("server2").states()).contains(ServerState.PARTNER_DOWN);

        Reply rebound = ask(MessageType.REBIND, 1, 0, Optional.empty()).getFirst();
        assertThat(rebound.server()).isEqualTo("server2");
        assertThat(rebound.address()).isEqualTo(first.address());

        Reply other = ask(MessageType.REQUEST, 5, 0, cluster.server("server2").id).getFirst();
        cluster.start("server1", CONFIG);
        cluster.loop.advance(Duration.ofSeconds(8));
        assertThat(cluster.states()).containsOnly(ServerState.HOT_STANDBY);
        assertThat(cluster.leases("server1")).isEqualTo(cluster.leases("server2"));
        assertThat(cluster.server("server1").table.find(other.address())).isNotNull();
        assertThat(ask(MessageType.REBIND, 5, 0, Optional.empty()))
                .extracting(Reply::server)
                .containsExactly("server1");
    }

    @Test
    void aServerThatWasAwayLearnsWhatWasGivenBackMeanwhile() {
        Cluster.Server primary = cluster.server("server1");
        Reply kept = ask(MessageType.REQUEST, 1, 0, primary.id).getFirst();
        Reply given = ask(MessageType.REQUEST, 2, 0, primary.id).getFirst();
        cluster.server("server2").down = true;
        cluster.loop.advance(Duration.ofSeconds(12));
        assertThat(primary.states()).contains(ServerState.PARTNER_DOWN);
        cluster.ask(
                client(2).holding(given.address()),
                MessageType.RELEASE,
                0,
                Optional.of(primary.id));

        cluster.server("server2").down = false;
        cluster.loop.advance(Duration.ofSeconds(8));

        assertThat(cluster.states()).containsOnly(ServerState.HOT_STANDBY);
        assertThat(cluster.leases("server2"))
                .isEqualTo(cluster.leases("server1"))
                .filteredOn(lease -> lease.isInUse(cluster.loop.epochSecond()))
                .extracting(Lease::address)
                .contains(kept.address())
                .doesNotContain(given.address());
    }

    @Test
    void aClientWhoseReleaseTheStandbyDidNotHearOfMayRepeatIt() {
        Cluster.Server primary = cluster.server("server1");
        Reply given = ask(MessageType.REQUEST, 1, 0, primary.id).getFirst();
        Client client = client(1).holding(given.address());
        primary.updatesGetStuck = true;
        assertThat(cluster.ask(client, MessageType.RELEASE, 0, Optional.of(primary.id))).isEmpty();
        cluster.loop.advance(Duration.ofSeconds(12));
        primary.updatesGetStuck = false;

        assertThat(cluster.ask(client, MessageType.RELEASE, 1000, Optional.of(primary.id)))
                .hasSize(1);
        assertThat(cluster.leases("server2"))
                .isEqualTo(cluster.leases("server1"))
                .noneMatch(
                        lease ->
                                lease.address().equals(given.address())
                                        && lease.isInUse(cluster.loop.epochSecond()));
    }

    @Test
    void renewalsThatThePrimaryDoesNotAnswerAreEvidenceToo() {
        Duid primary = cluster.server("server1").id;
        cluster.server("server1").crash();
        cluster.loop.advance(Duration.ofSeconds(6));
        for (int client = 1; client <= 3; client++) {
            assertThat(ask(MessageType.RENEW, client, 2000, primary)).isEmpty();
        }
        cluster.loop.advance(Duration.ofSeconds(2));

        assertThat(cluster.server("server2").states()).contains(ServerState.PARTNER_DOWN);
    }

    @Test
    void anUpdateThatWasGivenUpDoesNotUndoWhatCameAfterIt() {
        Cluster.Server primary = cluster.server("server1");
        ask(MessageType.REQUEST, 1, 0, primary.id);
        cluster.loop.advance(Duration.ofSeconds(10));
        primary.updatesGetStuck = true;
        assertThat(ask(MessageType.RENEW, 1, 0, primary.id)).isEmpty();
        cluster.loop.advance(Duration.ofSeconds(12));
        primary.updatesGetStuck = false;
        assertThat(ask(MessageType.RENEW, 1, 0, primary.id)).hasSize(1);
        List<Lease> renewed = cluster.leases("server1");
        assertThat(cluster.leases("server2")).isEqualTo(renewed);

        cluster.deliverStuckUpdates();

        assertThat(cluster.leases("server2")).isEqualTo(renewed);
    }

    @Test
    void anUpdateOfBeforeTheSynchronizationDoesNotUndoIt() {
        Cluster.Server primary = cluster.server("server1");
        ask(MessageType.REQUEST, 1, 0, primary.id);
        cluster.loop.advance(Duration.ofSeconds(10));
        primary.updatesGetStuck = true;
        ask(MessageType.RENEW, 1, 0, primary.id);
        cluster.server("server2").down = true;
        cluster.loop.advance(Duration.ofSeconds(12));
        assertThat(primary.states()).contains(ServerState.PARTNER_DOWN);
        assertThat(ask(MessageType.REQUEST, 1, 0, primary.id)).hasSize(1);
        primary.updatesGetStuck = false;
        cluster.server("server2").down = false;
        cluster.loop.advance(Duration.ofSeconds(8));
        assertThat(cluster.states()).containsOnly(ServerState.HOT_STANDBY);
        List<Lease> before = cluster.leases("server2");
        assertThat(before).hasSize(2).isEqualTo(cluster.leases("server1"));

        cluster.deliverStuckUpdates();

        assertThat(cluster.leases("server2")).isEqualTo(before);
    }

    /** What a client with an address and a prefix to ask for hears, and from whom. */
    private List<Reply> ask(int type, int client, int elapsedMillis, Optional<Duid> server) {
        return cluster.ask(client(client), type, elapsedMillis, server);
    }

    private static Client client(int number) {
        return Client.of("00030001020000000%03d".formatted(number));
    }

    private List<Reply> ask(int type, int client, int elapsedMillis, Duid server) {
        return ask(type, client, elapsedMillis, Optional.of(server));
    }
}
