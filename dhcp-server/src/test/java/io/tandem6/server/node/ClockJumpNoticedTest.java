package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.message.MessageType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The clocks of two servers with an agreement jump, and something happens before either has looked
 * at its clock for other reasons.
 */
class ClockJumpNoticedTest {
    private static final String FEW_ADDRESSES =
            ContinuityResyncTest.CONFIG.replace("2001:db8:1::/96", "2001:db8:1::1-2001:db8:1::2");

    private static final long VALID_SECONDS = 4000;

    private static final Duration AHEAD = Duration.ofSeconds(2 * VALID_SECONDS);

    private final Cluster cluster = new Cluster();
    private final Client holder = Client.of("00030001aa0000000001");

    @BeforeEach
    void leaseAllThereIs() {
        cluster.start("server1", FEW_ADDRESSES);
        cluster.start("server2", FEW_ADDRESSES);
        cluster.advanceSeconds(15);
        assertThat(request(holder).address()).isEqualTo(Ipv6Address.parse("2001:db8:1::1"));
        assertThat(request(Client.of("00030001aa0000000002")).address()).isNotNull();
        cluster.advanceSeconds(5);
    }

    private Reply request(Client client) {
        List<Reply> replies =
                cluster.ask(
                        client, MessageType.REQUEST, 0, Optional.of(cluster.server("server1").id));
        assertThat(replies).hasSize(1);
        return replies.getFirst();
    }

    private void assertHeldAsBefore(String... servers) {
        for (String server : servers) {
            Lease lease = cluster.server(server).table.find(Ipv6Address.parse("2001:db8:1::1"));
            assertThat(lease).as(server).isNotNull();
            assertThat(lease.duid()).as(server).isEqualTo(holder.duid());
            assertThat(lease.state()).as(server).isEqualTo(LeaseState.ASSIGNED);
            assertThat(lease.expire() - cluster.loop.epochSecond())
                    .as(server)
                    .isBetween(VALID_SECONDS - 100, VALID_SECONDS + 2);
        }
    }

    @Test
    void noClientGetsWhatOnlySeemsToBeOver() {
        cluster.loop.jump(AHEAD);

        Reply reply = request(Client.of("00030001bb0000000001"));

        assertThat(reply.message().options().iaNas().getFirst().options().addresses()).isEmpty();
        assertHeldAsBefore("server1", "server2");
    }

    @Test
    void whoIsAloneForCertainEndsNothingBeforeItsTime() {
        cluster.server("server2").crash();
        cluster.advanceSeconds(10);
        command("ha-partner-down-confirm", "");
        cluster.advanceSeconds(70);
        cluster.loop.jump(AHEAD);

        assertThat(command("leases-reclaim", "'remove': true")).isZero();
        assertHeldAsBefore("server1");
    }

    @Test
    void anotherRelationshipDoesNotTakeTheClockForRight() {
        cluster.loop.jump(AHEAD);

        cluster.server("server1")
                .reconfigure(FEW_ADDRESSES.replace("\"mclt\": 60", "\"mclt\": 50"));

        assertHeldAsBefore("server1");
    }

    @ParameterizedTest(name = "an update to {1} after a jump by {0} s")
    @CsvSource({
        "8000, 00:03:00:01:bb:00:00:00:00:01, 4",
        // The partner, which hears of it, takes it for neither older nor shorter.
        "-8000, 00:03:00:01:aa:00:00:00:00:01, 0"
    })
    void anOperatorChangesWhatIsInUse(long jump, String duid, int result) {
        cluster.loop.jump(Duration.ofSeconds(jump));

        String lease = "'iaid': 1, 'subnet-id': 1, 'ip-address': '2001:db8:1::1', 'duid': '%s'";
        assertThat(command("lease6-update", lease.formatted(duid))).isEqualTo(result);
        cluster.advanceSeconds(2);
        assertHeldAsBefore("server1", "server2");
    }

    private int command(String name, String arguments) {
        String json = "{ 'command': '%s', 'arguments': { %s } }".formatted(name, arguments);
        return cluster.server("server1").command(json.replace('\'', '"')).result();
    }
}
