package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.ChangePosition;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import io.tandem6.log.EventLog;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.message.PacketCodec;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.IaNa;
import io.tandem6.option.Options;
import io.tandem6.option.ServerIdentifier;
import io.tandem6.server.continuity.ContinuityFile;
import io.tandem6.server.control.Command;
import io.tandem6.server.control.CommandRegistry;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.fake.RecordedEvents;
import io.tandem6.server.fake.SentDatagrams;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.net.Endpoint;
import io.tandem6.server.peer.PeerResult;
import io.tandem6.server.peer.PeerTransport;
import io.tandem6.server.pipeline.ReplyPorts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A server whose configuration changes under way: slow disk, scripted partner, real clients. */
class ReconfigurationTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duid SERVER = Duid.parse("00030001aa0000000001");
    private static final Endpoint MULTICAST =
            new Endpoint("eth0", 2, Ipv6Address.parse("ff02::1:2"));
    private static final String ALONE = "";
    private static final int RELOADS = 200;

    private final FakeLoop loop = new FakeLoop();
    private final LeaseTable table = new LeaseTable();
    private final SentDatagrams sent = new SentDatagrams();
    private final RecordedEvents events = new RecordedEvents();
    private final Partner partner = new Partner();
    private int clients;

    @Test
    void noExchangeIsLostWhileTheRulesChange() {
        ServerNode node = start(config(4000, ALONE));
        List<Long> expected = new ArrayList<>();
        for (int reload = 1; reload <= RELOADS; reload++) {
            request(node);
            expected.add(3999L + reload);
            loop.run();
            node.reconfigure(config(4000 + reload, ALONE));
            request(node);
            expected.add(4000L + reload);
            loop.advance(Duration.ofMillis(1));
        }
        loop.advance(Duration.ofMillis(10));

        assertThat(sent.list)
                .as("each is answered, by the rules in force when it was decided")
                .extracting(ReconfigurationTest::validLifetime)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(node.config()).isEqualTo(config(4000 + RELOADS, ALONE));
        assertParked(node, 0);
    }

    @Test
    void aRelationshipWhoseSettingsStayTheSameGoesOn() {
        ServerNode node = startPaired();
        int heartbeats = partner.heartbeats;
        for (int reload = 1; reload <= RELOADS; reload++) {
            request(node);
            loop.run();
            node.reconfigure(config(4000 + reload, pair(1000)));
            assertThat(state(node)).contains(ServerState.HOT_STANDBY);
            loop.advance(Duration.ofMillis(20));
        }
        loop.advance(Duration.ofMillis(50));

        assertThat(sent.list).hasSize(RELOADS);
        assertThat(partner.heartbeats - heartbeats).as("one each second").isBetween(3, 6);
        assertParked(node, 0);
    }

    @Test
    void whatAChangedRelationshipHasUnderWayEndsOneWayOrTheOther() {
        ServerNode node = startPaired();
        partner.holdsBack = true;
        request(node);
        loop.advance(Duration.ofMillis(5));
        request(node);
        loop.advance(Duration.ofMillis(5));
        request(node);
        loop.run();
        assertThat(partner.heldBack).as("one with the partner, one behind it").hasSize(1);

        node.reconfigure(config(4000, pair(2000)));
        assertThat(state(node)).contains(ServerState.WAITING);
        request(node);
        loop.advance(Duration.ofMillis(5));
        assertThat(events.list).last().isEqualTo("dropped not-acknowledged");
        assertThat(events.list).contains("dropped service-disabled");
        assertThat(sent.list).isEmpty();

        partner.answer();
        assertThat(sent.list).as("what the partner has").hasSize(1);
        assertThat(events.list.stream().filter("dropped not-acknowledged"::equals)).hasSize(2);
        assertParked(node, 0);
        partner.holdsBack = false;
        loop.advance(Duration.ofSeconds(10));
        assertThat(state(node)).contains(ServerState.HOT_STANDBY);
    }

    @Test
    void withoutARelationshipTheServerGoesOnAlone() {
        ServerNode node = startPaired();
        node.reconfigure(config(4000, ALONE));
        assertThat(node.serviceState().isOn()).isTrue();
        assertThat(state(node)).isEmpty();
        assertThat(names(node)).doesNotContain("ha-heartbeat");
        int heartbeats = partner.heartbeats;
        request(node);
        loop.advance(Duration.ofSeconds(10));

        assertThat(sent.list).hasSize(1);
        assertThat(partner.heartbeats).isEqualTo(heartbeats);
    }

    @Test
    void withANewRelationshipTheServiceIsOffAtOnce() {
        ServerNode node = start(config(4000, ALONE));
        request(node);
        loop.run();
        node.reconfigure(config(4000, pair(1000)));

        assertThat(node.serviceState().isOn()).isFalse();
        assertThat(state(node)).contains(ServerState.WAITING);
        assertThat(names(node)).contains("ha-heartbeat");
        loop.advance(Duration.ofMillis(10));
        assertThat(sent.list).as("a standby may have other ideas by now").isEmpty();
        loop.advance(Duration.ofSeconds(10));
        request(node);
        loop.advance(Duration.ofMillis(50));
        assertThat(sent.list).hasSize(1);
    }

    @Test
    void whatTheOperatorSwitchedOffStaysOffAndWhatThePartnerDidGoesWithIt() {
        ServerNode node = startPaired();
        execute(node, "dhcp-disable", "{ \"origin\": 2000 }");
        execute(node, "dhcp-disable", "{ \"origin\": \"user\" }");
        node.reconfigure(config(4000, pair(2000)));
        assertThat(node.serviceState().origins()).containsExactlyInAnyOrder(1L, 2000L);

        node.reconfigure(config(4000, ALONE));
        assertThat(node.serviceState().origins()).containsExactly(1L);
        assertThat(node.serviceState().unwillingRelationships()).isEmpty();
    }

    @Test
    void commandsAndReclamationFollow() {
        ServerNode node = start(config(4000, ALONE));
        String lease =
                """
                { "ip-address": "2001:db8:2::5", "duid": "00:03:00:01:02:03:04:05:06:07",
                  "iaid": 1, "subnet-id": 2, "valid-lft": 100 }
                """;
        assertThat(execute(node, "lease6-add", lease).result()).isEqualTo(ControlResponse.CONFLICT);

        ServerConfig two =
                parse(
                        json(4000, ALONE)
                                .replace(
                                        "\"subnet6\": [",
                                        """
                                        "expired-leases-processing":
                                            { "reclaim-timer-wait-time": 500 },
                                        "subnet6": [
                                          { "id": 2, "subnet": "2001:db8:2::/64" },
                                        """));
        node.reconfigure(two);
        assertThat(execute(node, "lease6-add", lease).result()).isZero();
        loop.advance(Duration.ofSeconds(490));
        assertThat(table.find(Ipv6Address.parse("2001:db8:2::5")).state())
                .isEqualTo(LeaseState.ASSIGNED);
        loop.advance(Duration.ofSeconds(20));
        assertThat(table.find(Ipv6Address.parse("2001:db8:2::5")).state())
                .isEqualTo(LeaseState.EXPIRED_RECLAIMED);
    }

    @Test
    void aChangeThatNeedsARestartChangesNothing() {
        ServerNode node = start(config(4000, ALONE));
        ServerConfig elsewhere =
                parse(
                        json(5000, ALONE)
                                .replace(
                                        "\"subnet6\"",
                                        "\"data-directory\": \"/elsewhere\", \"subnet6\""));

        assertThatThrownBy(() -> node.reconfigure(elsewhere))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("data-directory");
        request(node);
        loop.advance(Duration.ofMillis(10));
        assertThat(sent.list).extracting(ReconfigurationTest::validLifetime).containsExactly(4000L);
    }

    private ServerNode startPaired() {
        ServerNode node = start(config(4000, pair(1000)));
        loop.advance(Duration.ofSeconds(5));
        assertThat(state(node)).contains(ServerState.HOT_STANDBY);
        return node;
    }

    private ServerNode start(ServerConfig config) {
        ServerNode node =
                new ServerNode(
                        config,
                        new ServerNode.Identity(SERVER, 1, 42, ReplyPorts.STANDARD),
                        table,
                        new ServerNode.Ports(
                                loop,
                                new SlowStore(),
                                sent,
                                partner,
                                ContinuityFile.NONE,
                                events,
                                lease -> {},
                                EventLog.SILENT));
        node.start();
        loop.run();
        return node;
    }

    private static String json(int validLifetime, String hooks) {
        return """
        { "Dhcp6": {
            %s
            "valid-lifetime": %d,
            "subnet6": [ { "id": 1, "subnet": "2001:db8:1::/64", "interface": "eth0",
                "pools": [ { "pool": "2001:db8:1::1-2001:db8:1::ffff" } ] } ] } }
        """
                .formatted(hooks, validLifetime);
    }

    private static String pair(int heartbeatMillis) {
        return """
        "hooks-libraries": [
          { "library": "libdhcp_lease_cmds.so" },
          { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ {
              "this-server-name": "server1", "mode": "hot-standby", "sync-leases": false,
              "heartbeat-delay": %d,
              "peers": [
                { "name": "server1", "url": "http://192.0.2.1:8000/", "role": "primary" },
                { "name": "server2", "url": "http://192.0.2.2:8000/", "role": "standby" }
              ] } ] } } ],
        """
                .formatted(heartbeatMillis);
    }

    private static ServerConfig config(int validLifetime, String hooks) {
        return parse(json(validLifetime, hooks));
    }

    private static ServerConfig parse(String json) {
        return new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT)
                .parse("test.json", json)
                .config()
                .orElseThrow();
    }

    /** A new client's Request. */
    private void request(ServerNode node) {
        Options.Builder options =
                Options.builder()
                        .add(
                                new ClientIdentifier(
                                        Duid.parse("000300010200%08x".formatted(++clients))))
                        .add(new ServerIdentifier(SERVER))
                        .add(new IaNa(new Iaid(1), 0, 0, Options.EMPTY));
        byte[] payload =
                PacketCodec.encode(new ClientMessage(MessageType.REQUEST, 7, options.build()));
        node.received(new Datagram(payload, Ipv6Address.parse("fe80::c"), 546, MULTICAST));
    }

    private static long validLifetime(SentDatagrams.Sent reply) {
        return reply.packet()
                .innermost()
                .options()
                .iaNas()
                .getFirst()
                .options()
                .addresses()
                .getFirst()
                .validLifetime();
    }

    private static Optional<ServerState> state(ServerNode node) {
        return node.snapshot().relationships().stream()
                .findFirst()
                .map(NodeSnapshot.Relationship::state);
    }

    private void assertParked(ServerNode node, int expected) {
        loop.advance(Duration.ofSeconds(1));
        assertThat(node.snapshot().parked()).isEqualTo(expected);
    }

    private static List<String> names(ServerNode node) {
        return node.commands().stream().map(Command::name).toList();
    }

    private ControlResponse execute(ServerNode node, String command, String arguments) {
        List<ControlResponse> answers = new ArrayList<>();
        new CommandRegistry(node.commands(), EventLog.SILENT)
                .execute(new ControlRequest(command, JSON.readTree(arguments)), answers::add);
        loop.advance(Duration.ofMillis(10));
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    /** Durable after three milliseconds. */
    private final class SlowStore implements LeaseStore {
        private long sequence;

        @Override
        public void commit(List<LeaseChange> changes, Committed committed) {
            sequence += changes.size();
            Outcome durable = new Outcome.Durable(new ChangePosition(1, sequence));
            loop.schedule(Duration.ofMillis(3), () -> committed.completed(durable));
        }

        @Override
        public void close() {}
    }

    /** Always in hot standby; takes what it is told, unless it is told to take its time. */
    private final class Partner implements PeerTransport {
        private final Queue<Consumer<PeerResult>> heldBack = new ArrayDeque<>();
        private boolean holdsBack;
        private int heartbeats;

        @Override
        public void send(Peer peer, String command, Duration timeout, Consumer<PeerResult> done) {
            if (command.contains("ha-heartbeat")) {
                heartbeats++;
                loop.schedule(Duration.ofMillis(1), () -> done.accept(status()));
            } else if (holdsBack) {
                heldBack.add(done);
            } else {
                loop.schedule(Duration.ofMillis(1), () -> done.accept(success("{}")));
            }
        }

        void answer() {
            heldBack.remove().accept(success("{}"));
            loop.run();
        }

        private PeerResult status() {
            return success(
                    """
                    { "state": "hot-standby", "date-time": "Tue, 14 Nov 2023 22:13:20 GMT",
                      "scopes": [], "unsent-update-count": 0 }
                    """);
        }

        private static PeerResult success(String arguments) {
            return new PeerResult.Answer(0, "", JSON.readTree(arguments));
        }
    }
}
