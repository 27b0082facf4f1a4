package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.control.ControlCodec;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.log.EventLog;
import io.tandem6.message.PacketCodec;
import io.tandem6.server.continuity.ContinuityFile;
import io.tandem6.server.control.CommandRegistry;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.fake.RecordedEvents;
import io.tandem6.server.fake.SentDatagrams;
import io.tandem6.server.lease.InMemoryLeaseStore;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.net.Endpoint;
import io.tandem6.server.pipeline.ReplyPorts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A whole server without a partner, in one thread. */
final class SingleServer {
    static final Duid ID = Duid.parse("00030001aa0000000001");

    final FakeLoop loop = new FakeLoop();

    /** Identifiers of what it has logged. */
    final List<String> logged = new ArrayList<>();

    private final SentDatagrams sent = new SentDatagrams();
    private final ServerNode node;
    private final CommandRegistry commands;

    SingleServer(String config) {
        EventLog log = (message, arguments) -> logged.add(message.name());
        node =
                new ServerNode(
                        config(config),
                        new ServerNode.Identity(ID, 1, 42, ReplyPorts.STANDARD),
                        new LeaseTable(),
                        new ServerNode.Ports(
                                loop,
                                new InMemoryLeaseStore(1),
                                sent,
                                (peer, command, timeout, done) -> {
                                    throw new AssertionError("there is no partner");
                                },
                                ContinuityFile.NONE,
                                new RecordedEvents(),
                                lease -> {},
                                log));
        commands = new CommandRegistry(node.commands(), EventLog.SILENT);
        node.start();
        loop.run();
    }

    private static ServerConfig config(String text) {
        var parsed =
                new Dhcp6Parser(TextResolver.NONE, new Dhcp6ParserOptions(Optional.empty(), false))
                        .parse("test", text);
        return parsed.config().orElseThrow(() -> new AssertionError(parsed.problems().toString()));
    }

    void reconfigure(String config) {
        node.reconfigure(config(config));
    }

    void advanceSeconds(long seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    /** The answer to a message that names this server. */
    Optional<Reply> ask(Client client, int type) {
        return ask(client, type, Optional.of(ID));
    }

    Optional<Reply> ask(Client client, int type, Optional<Duid> server) {
        sent.list.clear();
        node.received(
                new Datagram(
                        PacketCodec.encode(client.message(type, 0, server)),
                        Ipv6Address.parse("fe80::c"),
                        546,
                        new Endpoint(client.link(), 2, Ipv6Address.parse("ff02::1:2"))));
        loop.run();
        return sent.list.stream().map(s -> new Reply("", s.packet().innermost())).findFirst();
    }

    ControlResponse command(String json) {
        if (!(ControlCodec.decode(json.getBytes(StandardCharsets.UTF_8))
                instanceof ControlCodec.Decoded.Accepted accepted)) {
            throw new AssertionError("no command: " + json);
        }
        List<ControlResponse> answers = new ArrayList<>();
        commands.execute(accepted.request(), answers::add);
        loop.run();
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }
}
