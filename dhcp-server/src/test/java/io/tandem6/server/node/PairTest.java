package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.control.ControlCodec;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.log.EventLog;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.message.PacketCodec;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.ElapsedTime;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.Options;
import io.tandem6.option.ServerIdentifier;
import io.tandem6.server.control.CommandRegistry;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.fake.RecordedEvents;
import io.tandem6.server.fake.SentDatagrams;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.lease.InMemoryLeaseStore;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.net.Endpoint;
import io.tandem6.server.peer.PeerResult;
import io.tandem6.server.peer.PeerTransport;
import io.tandem6.server.pipeline.ReplyPorts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
                      "peers": [
                        { "name": "server1", "url": "http://192.0.2.1:8000/", "role": "primary" },
                        { "name": "server2", "url": "http://192.0.2.2:8000/", "role": "standby" }
                      ] } ] } } ],
                "subnet6": [ { "id": 1, "subnet": "2001:db8:1::/64", "interface": "eth0",
                    "pools": [ { "pool": "2001:db8:1::100-2001:db8:1::1ff" } ],
                    "pd-pools": [ { "prefix": "2001:db8:8000::", "prefix-len": 40,
                                    "delegated-len": 56 } ] } ] } }
            """;
    private static final Endpoint MULTICAST =
            new Endpoint("eth0", 2, Ipv6Address.parse("ff02::1:2"));
    private static final JsonMapper JSON = new JsonMapper();

    private final FakeLoop loop = new FakeLoop();
    private final Map<String, Server> servers = new HashMap<>();
    private final Deque<Runnable> stuck = new ArrayDeque<>();
    private long starts;

    @BeforeEach
    void startBoth() {
        start("server1", 1);
        start("server2", 2);
        loop.advance(Duration.ofSeconds(6));
        assertThat(states()).containsOnly(ServerState.HOT_STANDBY);
    }

    @Test
    void aLeaseIsAtBothServersWhenTheClientHearsOfIt() {
        List<Reply> replies = ask(MessageType.REQUEST, 1, 0, servers.get("server1").id);

        assertThat(replies).extracting(Reply::server).containsExactly("server1");
        Ipv6Address address = addressIn(replies.getFirst());
        assertThat(leases("server1")).hasSize(2).extracting(Lease::address).contains(address);
        assertThat(leases("server2")).isEqualTo(leases("server1"));
    }

    @Test
    void withoutThePartnersAcknowledgementThereIsNoReply() {
        servers.get("server2").down = true;

        assertThat(ask(MessageType.REQUEST, 1, 0, servers.get("server1").id)).isEmpty();
        assertThat(servers.get("server1").events.list).contains("dropped not-acknowledged");
    }

    @Test
    void theStandbyTakesOverWithTheLeasesAndGivesThemBack() {
        Reply first = ask(MessageType.REQUEST, 1, 0, servers.get("server1").id).getFirst();
        servers.get("server1").crash();
        loop.advance(Duration.ofSeconds(6));
        for (int client = 2; client <= 4; client++) {
            assertThat(ask(MessageType.SOLICIT, client, 2000, Optional.empty())).isEmpty();
        }
        loop.advance(Duration.ofSeconds(2));
        assertThat(servers.get("server2").state()).contains(ServerState.PARTNER_DOWN);

        Reply rebound = ask(MessageType.REBIND, 1, 0, Optional.empty()).getFirst();
        assertThat(rebound.server()).isEqualTo("server2");
        assertThat(addressIn(rebound)).isEqualTo(addressIn(first));

        Reply other = ask(MessageType.REQUEST, 5, 0, servers.get("server2").id).getFirst();
        start("server1", 1);
        loop.advance(Duration.ofSeconds(8));
        assertThat(states()).containsOnly(ServerState.HOT_STANDBY);
        assertThat(leases("server1")).isEqualTo(leases("server2"));
        assertThat(servers.get("server1").table.find(addressIn(other))).isNotNull();
        assertThat(ask(MessageType.REBIND, 5, 0, Optional.empty()))
                .extracting(Reply::server)
                .containsExactly("server1");
    }

    @Test
    void renewalsThatThePrimaryDoesNotAnswerAreEvidenceToo() {
        Duid primary = servers.get("server1").id;
        servers.get("server1").crash();
        loop.advance(Duration.ofSeconds(6));
        for (int client = 1; client <= 3; client++) {
            assertThat(ask(MessageType.RENEW, client, 2000, primary)).isEmpty();
        }
        loop.advance(Duration.ofSeconds(2));

        assertThat(servers.get("server2").state()).contains(ServerState.PARTNER_DOWN);
    }

    @Test
    void anUpdateThatWasGivenUpDoesNotUndoWhatCameAfterIt() {
        Server primary = servers.get("server1");
        ask(MessageType.REQUEST, 1, 0, primary.id);
        loop.advance(Duration.ofSeconds(10));
        primary.updatesGetStuck = true;
        assertThat(ask(MessageType.RENEW, 1, 0, primary.id)).isEmpty();
        loop.advance(Duration.ofSeconds(12));
        primary.updatesGetStuck = false;
        assertThat(ask(MessageType.RENEW, 1, 0, primary.id)).hasSize(1);
        List<Lease> renewed = leases("server1");
        assertThat(leases("server2")).isEqualTo(renewed);

        deliverStuckUpdates();

        assertThat(leases("server2")).isEqualTo(renewed);
    }

    @Test
    void anUpdateOfBeforeTheSynchronizationDoesNotUndoIt() {
        Server primary = servers.get("server1");
        ask(MessageType.REQUEST, 1, 0, primary.id);
        loop.advance(Duration.ofSeconds(10));
        primary.updatesGetStuck = true;
        ask(MessageType.RENEW, 1, 0, primary.id);
        servers.get("server2").down = true;
        loop.advance(Duration.ofSeconds(12));
        assertThat(primary.state()).contains(ServerState.PARTNER_DOWN);
        assertThat(ask(MessageType.REQUEST, 1, 0, primary.id)).hasSize(1);
        primary.updatesGetStuck = false;
        servers.get("server2").down = false;
        loop.advance(Duration.ofSeconds(8));
        assertThat(states()).containsOnly(ServerState.HOT_STANDBY);
        List<Lease> before = leases("server2");
        assertThat(before).hasSize(2).isEqualTo(leases("server1"));

        deliverStuckUpdates();

        assertThat(leases("server2")).isEqualTo(before);
    }

    private void deliverStuckUpdates() {
        assertThat(stuck).isNotEmpty();
        while (!stuck.isEmpty()) {
            stuck.remove().run();
            loop.run();
        }
    }

    private List<ServerState> states() {
        return servers.values().stream().flatMap(s -> s.state().stream()).toList();
    }

    /** What a server holds; where it knows hardware addresses from does not travel in updates. */
    private List<Lease> leases(String server) {
        List<Lease> all = new ArrayList<>();
        servers.get(server).table.forEach(lease -> all.add(lease.withHardwareAddress(null)));
        return all;
    }

    private static Ipv6Address addressIn(Reply reply) {
        return reply.message()
                .options()
                .iaNas()
                .getFirst()
                .options()
                .addresses()
                .getFirst()
                .address();
    }

    /** What a client that multicasts one message hears, and from whom. */
    private List<Reply> ask(int type, int client, int elapsedMillis, Optional<Duid> server) {
        Options.Builder options =
                Options.builder()
                        .add(
                                new ClientIdentifier(
                                        Duid.parse("00030001020000000%03d".formatted(client))))
                        .add(new ElapsedTime(elapsedMillis / 10))
                        .add(new IaNa(new Iaid(1), 0, 0, Options.EMPTY))
                        .add(new IaPd(new Iaid(1), 0, 0, Options.EMPTY));
        server.ifPresent(id -> options.add(new ServerIdentifier(id)));
        byte[] payload = PacketCodec.encode(new ClientMessage(type, 7, options.build()));
        servers.values().forEach(s -> s.sent.list.clear());
        for (Server s : servers.values()) {
            if (!s.down) {
                s.node.received(
                        new Datagram(payload, Ipv6Address.parse("fe80::c"), 546, MULTICAST));
            }
        }
        loop.advance(Duration.ofMillis(50));
        List<Reply> replies = new ArrayList<>();
        servers.forEach(
                (name, s) ->
                        s.sent.list.forEach(
                                d -> replies.add(new Reply(name, d.packet().innermost()))));
        return replies;
    }

    private List<Reply> ask(int type, int client, int elapsedMillis, Duid server) {
        return ask(type, client, elapsedMillis, Optional.of(server));
    }

    private void start(String name, int number) {
        servers.put(name, new Server(name, Duid.parse("00030001aa000000000" + number)));
        servers.get(name).node.start();
        loop.run();
    }

    private record Reply(String server, ClientMessage message) {}

    /** One server; its disk is quick, and empty after a crash. */
    private final class Server implements PeerTransport {
        private final Duid id;
        private final LeaseTable table = new LeaseTable();
        private final SentDatagrams sent = new SentDatagrams();
        private final RecordedEvents events = new RecordedEvents();
        private final ServerNode node;
        private final CommandRegistry commands;
        private boolean down;
        private boolean updatesGetStuck;

        Server(String name, Duid id) {
            this.id = id;
            ServerConfig config =
                    new Dhcp6Parser(
                                    TextResolver.NONE,
                                    new Dhcp6ParserOptions(Optional.of(name), false))
                            .parse("pair.json", CONFIG)
                            .config()
                            .orElseThrow();
            node =
                    new ServerNode(
                            config,
                            new ServerNode.Identity(id, 42, ReplyPorts.STANDARD),
                            table,
                            new ServerNode.Ports(
                                    loop,
                                    new InMemoryLeaseStore(++starts),
                                    sent,
                                    this,
                                    events,
                                    lease -> {},
                                    EventLog.SILENT));
            commands = new CommandRegistry(node.commands(), EventLog.SILENT);
        }

        Optional<ServerState> state() {
            return node.snapshot().haState();
        }

        void crash() {
            down = true;
            node.stop();
            loop.run();
        }

        @Override
        public void send(Peer peer, String command, Duration timeout, Consumer<PeerResult> done) {
            Server receiver = servers.get(peer.name());
            if (down || receiver.down) {
                PeerResult refused =
                        new PeerResult.Unreachable(PeerResult.Cause.REFUSED, "refused");
                loop.schedule(Duration.ofMillis(1), () -> done.accept(refused));
                return;
            }
            if (updatesGetStuck && command.contains("lease6-bulk-apply")) {
                stuck.add(() -> receiver.execute(command, late -> {}));
                PeerResult none = new PeerResult.Unreachable(PeerResult.Cause.TIMEOUT, "timeout");
                loop.schedule(timeout, () -> done.accept(none));
                return;
            }
            loop.schedule(Duration.ofMillis(1), () -> receiver.execute(command, done));
        }

        private void execute(String command, Consumer<PeerResult> done) {
            switch (ControlCodec.decode(command.getBytes(StandardCharsets.UTF_8))) {
                case ControlCodec.Decoded.Accepted accepted ->
                        commands.execute(
                                accepted.request(),
                                answer ->
                                        loop.schedule(
                                                Duration.ofMillis(1),
                                                () ->
                                                        done.accept(
                                                                new PeerResult.Answer(
                                                                        answer.result(),
                                                                        String.valueOf(
                                                                                answer.text()),
                                                                        arguments(answer)))));
                case ControlCodec.Decoded.Refused refused -> throw new AssertionError(refused);
                case ControlCodec.Decoded.Malformed malformed ->
                        throw new AssertionError(malformed);
            }
        }

        private JsonNode arguments(ControlResponse answer) {
            return answer.arguments() == null
                    ? JSON.nullNode()
                    : JSON.readTree(answer.arguments().toString());
        }
    }
}
