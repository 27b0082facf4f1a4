package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.config.ParseResult;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.control.ControlCodec;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.log.EventLog;
import io.tandem6.message.PacketCodec;
import io.tandem6.server.control.Command;
import io.tandem6.server.control.CommandRegistry;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.fake.KeptInMemory;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole servers in one thread, joined by their control commands, with clients on their links. */
final class Cluster {
    private static final Ipv6Address ALL_SERVERS = Ipv6Address.parse("ff02::1:2");
    private static final Duration LATENCY = Duration.ofMillis(1);

    final FakeLoop loop = new FakeLoop();
    private final Map<String, Server> servers = new TreeMap<>();
    private final Map<String, Duid> duids = new TreeMap<>();
    private final Deque<Runnable> stuck = new ArrayDeque<>();
    private long starts;

    /** Starts a server, anew and with an empty disk if it was there before. */
    Server start(String name, String config) {
        Duid duid =
                duids.computeIfAbsent(
                        name, n -> Duid.parse("00030001aa000000000" + (1 + duids.size())));
        Server server = new Server(name, duid, config);
        servers.put(name, server);
        server.node.start();
        loop.run();
        return server;
    }

    Server server(String name) {
        return servers.get(name);
    }

    /** The states of all servers in all their relationships. */
    List<ServerState> states() {
        return servers.values().stream().flatMap(s -> s.states().stream()).toList();
    }

    /** What a server holds; where it knows hardware addresses from does not travel in updates. */
    List<Lease> leases(String server) {
        List<Lease> all = new ArrayList<>();
        servers.get(server).table.forEach(lease -> all.add(lease.withHardwareAddress(null)));
        return all;
    }

    /** What the network held back arrives after all. */
    void deliverStuckUpdates() {
        assertThat(stuck).isNotEmpty();
        while (!stuck.isEmpty()) {
            stuck.remove().run();
            loop.run();
        }
    }

    void advanceSeconds(long seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    /** What a client that multicasts one message on its link hears, and from whom. */
    List<Reply> ask(Client client, int type, int elapsedMillis, Optional<Duid> server) {
        byte[] payload = PacketCodec.encode(client.message(type, elapsedMillis, server));
        servers.values().forEach(s -> s.sent.list.clear());
        Endpoint endpoint = new Endpoint(client.link(), 2, ALL_SERVERS);
        servers.values().stream()
                .filter(s -> !s.down && s.isOn(client.link()))
                .forEach(
                        s ->
                                s.node.received(
                                        new Datagram(
                                                payload,
                                                Ipv6Address.parse("fe80::c"),
                                                546,
                                                endpoint)));
        loop.advance(Duration.ofMillis(50));
        List<Reply> replies = new ArrayList<>();
        servers.forEach(
                (name, s) ->
                        s.sent.list.forEach(
                                d -> replies.add(new Reply(name, d.packet().innermost()))));
        return replies;
    }

    /** One server; its disk is quick, and empty after a crash. */
    final class Server implements PeerTransport {
        final Duid id;
        final LeaseTable table = new LeaseTable();
        final RecordedEvents events = new RecordedEvents();
        final List<String> received = new ArrayList<>();
        boolean down;
        boolean updatesGetStuck;
        private final String name;
        private final SentDatagrams sent = new SentDatagrams();
        private final ServerNode node;
        private final CommandRegistry commands;
        private ServerConfig config;

        private Server(String name, Duid id, String text) {
            this.name = name;
            this.id = id;
            config = parse(text);
            node =
                    new ServerNode(
                            config,
                            new ServerNode.Identity(id, ++starts, 42, ReplyPorts.STANDARD),
                            table,
                            new ServerNode.Ports(
                                    loop,
                                    new InMemoryLeaseStore(starts),
                                    sent,
                                    this,
                                    new KeptInMemory(),
                                    events,
                                    lease -> {},
                                    EventLog.SILENT));
            commands = new CommandRegistry(node.commands(), EventLog.SILENT);
        }

        private ServerConfig parse(String text) {
            ParseResult<ServerConfig> parsed =
                    new Dhcp6Parser(
                                    TextResolver.NONE,
                                    new Dhcp6ParserOptions(Optional.of(name), false))
                            .parse(name, text);
            return parsed.config()
                    .orElseThrow(() -> new AssertionError(parsed.problems().toString()));
        }

        /** Puts another configuration in force. */
        void reconfigure(String text) {
            List<Command> before = node.commands();
            config = parse(text);
            node.reconfigure(config);
            commands.replace(before, node.commands());
            loop.run();
        }

        /** Its state in each relationship. */
        List<ServerState> states() {
            return node.snapshot().relationships().stream()
                    .map(NodeSnapshot.Relationship::state)
                    .toList();
        }

        /** The HA part of {@code status-get}. */
        JsonNode status() {
            return node.relationships().status();
        }

        /** What an operator's command is answered with. */
        PeerResult.Answer command(String json) {
            return command(json, Duration.ofMillis(100));
        }

        /** The same for one that takes its time. */
        PeerResult.Answer command(String json, Duration within) {
            List<PeerResult> answers = new ArrayList<>();
            execute(json, answers::add);
            loop.advance(within);
            assertThat(answers).hasSize(1);
            return (PeerResult.Answer) answers.getFirst();
        }

        void crash() {
            down = true;
            node.stop();
            loop.run();
        }

        private boolean isOn(String link) {
            return config.subnets().stream()
                    .anyMatch(s -> s.interfaceName().filter(link::equals).isPresent());
        }

        private boolean isNamed(String peer) {
            return config.highAvailability().stream()
                    .anyMatch(ha -> ha.thisServerName().equals(peer));
        }

        @Override
        public void send(Peer peer, String command, Duration timeout, Consumer<PeerResult> done) {
            Server receiver =
                    servers.values().stream()
                            .filter(s -> s.isNamed(peer.name()))
                            .findFirst()
                            .orElse(this);
            if (down || receiver == this || receiver.down) {
                PeerResult refused =
                        new PeerResult.Unreachable(PeerResult.Cause.REFUSED, "refused");
                loop.schedule(LATENCY, () -> done.accept(refused));
                return;
            }
            if (updatesGetStuck && command.contains("lease6-bulk-apply")) {
                stuck.add(() -> receiver.execute(command, late -> {}));
                PeerResult none = new PeerResult.Unreachable(PeerResult.Cause.TIMEOUT, "timeout");
                loop.schedule(timeout, () -> done.accept(none));
                return;
            }
            loop.schedule(
                    LATENCY,
                    () -> {
                        receiver.received.add(
                                name + " " + JsonMapper.shared().readTree(command).get("command"));
                        receiver.execute(command, done);
                    });
        }

        private void execute(String command, Consumer<PeerResult> done) {
            switch (ControlCodec.decode(command.getBytes(StandardCharsets.UTF_8))) {
                case ControlCodec.Decoded.Accepted accepted ->
                        commands.execute(
                                accepted.request(),
                                answer ->
                                        loop.schedule(LATENCY, () -> done.accept(result(answer))));
                case ControlCodec.Decoded.Refused refused -> throw new AssertionError(refused);
                case ControlCodec.Decoded.Malformed malformed ->
                        throw new AssertionError(malformed);
            }
        }

        private static PeerResult result(ControlResponse answer) {
            return new PeerResult.Answer(
                    answer.result(),
                    String.valueOf(answer.text()),
                    answer.arguments() == null
                            ? JsonMapper.shared().nullNode()
                            : JsonMapper.shared().readTree(answer.arguments().toString()));
        }
    }
}
