package io.tandem6.server.fuzz;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.ParseResult;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.identity.Duid;
import io.tandem6.log.EventLog;
import io.tandem6.server.continuity.ContinuityFile;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.fake.RecordedEvents;
import io.tandem6.server.fake.SentDatagrams;
import io.tandem6.server.lease.InMemoryLeaseStore;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.net.Endpoint;
import io.tandem6.server.node.ServerNode;
import io.tandem6.server.peer.PeerResult;
import io.tandem6.server.peer.PeerTransport;
import io.tandem6.server.pipeline.ReplyPorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** A whole server without leases, on a loop of its own. */
public final class FuzzNode {
    private static final Endpoint LINK = new Endpoint("eth0", 2, Ipv6Address.parse("ff02::1:2"));

    /** Its configuration at the start: a primary that has not met its partner. */
    public static final ServerConfig CONFIG = config("/fuzz/pair.json");

    /**
     * A command that fails in a way that nobody thought of is logged so and answered all the same.
     */
    private static final EventLog STRICT =
            (message, arguments) -> {
                if (message.toString().equals("COMMAND_PROCESS_ERROR2")) {
                    throw new AssertionError(
                            "a command failed unexpectedly", (Throwable) arguments[1]);
                }
            };

    public final FakeLoop loop = new FakeLoop();
    public final EventLog log = STRICT;
    public final ServerNode node;

    /** What the commands that a server sends are answered with. */
    public interface Partner {
        /** The answer to the next command. */
        PeerResult next();
    }

    /** Starts it. */
    public FuzzNode(Partner partner) {
        PeerTransport peers =
                (peer, command, timeout, done) -> loop.execute(() -> done.accept(partner.next()));
        node =
                new ServerNode(
                        CONFIG,
                        new ServerNode.Identity(
                                Duid.parse(FuzzPipeline.SERVER_ID), 1, 42, ReplyPorts.STANDARD),
                        new LeaseTable(),
                        new ServerNode.Ports(
                                loop,
                                new InMemoryLeaseStore(1),
                                new SentDatagrams(),
                                peers,
                                ContinuityFile.NONE,
                                new RecordedEvents(),
                                lease -> {},
                                STRICT));
        node.start();
        loop.run();
    }

    /** A client's message arrives. */
    public void received(byte[] message) {
        node.received(new Datagram(message, Ipv6Address.parse("fe80::c"), 546, LINK));
    }

    /** Time passes. */
    public void advanceSeconds(long seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    static ParseResult<ServerConfig> parse(String text) {
        return new Dhcp6Parser(TextResolver.NONE, new Dhcp6ParserOptions(Optional.empty(), false))
                .parse("fuzz", text);
    }

    static ServerConfig config(String resource) {
        try (InputStream in =
                Objects.requireNonNull(FuzzNode.class.getResourceAsStream(resource))) {
            var parsed = parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return parsed.config()
                    .orElseThrow(() -> new AssertionError(parsed.problems().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
