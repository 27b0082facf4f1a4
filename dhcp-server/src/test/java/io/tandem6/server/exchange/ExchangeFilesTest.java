package io.tandem6.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.ParseResult;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import io.tandem6.message.PacketCodec;
import io.tandem6.server.fake.ConfigText;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.fake.IndentedText;
import io.tandem6.server.fake.IndentedText.Node;
import io.tandem6.server.fake.KeaText;
import io.tandem6.server.fake.LeaseText;
import io.tandem6.server.fake.MapLeases;
import io.tandem6.server.fake.PacketText;
import io.tandem6.server.fake.RecordedEvents;
import io.tandem6.server.fake.SentDatagrams;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.net.Endpoint;
import io.tandem6.server.pipeline.ActiveConfig;
import io.tandem6.server.pipeline.PacketPipeline;
import io.tandem6.server.pipeline.Replicator;
import io.tandem6.server.pipeline.ReplyPorts;
import io.tandem6.server.pipeline.ServiceGate;
import io.tandem6.wire.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays the conversations in {@code src/test/resources/exchanges}: each case sends one datagram
 * through the whole packet path and tells the answer and the lease changes.
 *
 * <p>{@code -Dexchanges.rewrite=true} writes what happened into the files. Commit the difference
 * only if you understand it.
 */
class ExchangeFilesTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/exchanges");
    private static final boolean REWRITE = Boolean.getBoolean("exchanges.rewrite");
    private static final int CLIENT_PORT = 40000;

    @ParameterizedTest
    @MethodSource("files")
    void goesAsWritten(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.getFirst()).as("the file says what it is about").startsWith("# ");
        List<String> actual = replay(lines);
        if (REWRITE) {
            Files.write(file, actual);
        } else {
            assertThat(String.join("\n", actual)).isEqualTo(String.join("\n", lines));
        }
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList().stream();
        }
    }

    /** The lines with what is below each {@code expect} replaced by what happened. */
    private static List<String> replay(List<String> lines) throws IOException {
        List<Node> nodes = IndentedText.parse(lines);
        Node shared = new Node("", 0, nodes).child("config");
        List<String> actual = new ArrayList<>();
        int copied = 0;
        for (Node node : nodes) {
            if (!node.keyword().equals("case")) {
                continue;
            }
            boolean ownConfig =
                    node.children().stream().anyMatch(c -> c.keyword().equals("config"));
            Node expect = node.children().getLast();
            assertThat(expect.keyword()).as(node.text()).isEqualTo("expect");
            actual.addAll(lines.subList(copied, expect.line()));
            actual.addAll(outcome(ownConfig ? node.child("config") : shared, node));
            copied = lastLine(expect);
        }
        actual.addAll(lines.subList(copied, lines.size()));
        return actual;
    }

    private static int lastLine(Node node) {
        return node.children().isEmpty() ? node.line() : lastLine(node.children().getLast());
    }

    private static List<String> outcome(Node config, Node scene) throws IOException {
        MapLeases leases = new MapLeases();
        scene.children().stream()
                .filter(c -> c.keyword().equals("lease"))
                .forEach(c -> leases.put(LeaseText.lease(c)));
        SentDatagrams sent = new SentDatagrams();
        RecordedEvents events = new RecordedEvents();
        Set<String> classes = Set.copyOf(scene.child("classes").arguments());
        PacketPipeline pipeline =
                new PacketPipeline(
                        new FakeLoop(),
                        active(config),
                        query -> new ServiceGate.Serve(classes),
                        leases,
                        leases,
                        Replicator.NONE,
                        sent,
                        ReplyPorts.STANDARD,
                        events,
                        EventLog.SILENT);
        pipeline.received(datagram(scene.child("send")), 0);
        List<String> lines = new ArrayList<>();
        for (SentDatagrams.Sent answer : sent.list) {
            lines.add("    to %s port %d".formatted(answer.destination(), answer.port()));
            lines.addAll(PacketText.lines(answer.packet(), "    "));
        }
        for (LeaseChange change : leases.written) {
            lines.add(
                    "    %s %s"
                            .formatted(
                                    change instanceof LeaseChange.Put ? "put" : "delete",
                                    LeaseText.text(change.lease())));
        }
        events.list.stream()
                .filter(e -> e.startsWith("dropped") || e.startsWith("malformed"))
                .forEach(e -> lines.add("    " + e));
        return lines;
    }

    /**
     * In short lines ({@link ConfigText}); below {@code json} the contents of Dhcp6; after {@code
     * config} the name of a file beside the conversation.
     */
    private static ActiveConfig active(Node config) throws IOException {
        Node json = config.child("json");
        if (!json.children().isEmpty()) {
            return ActiveConfig.of(KeaText.parse(json), PacketText.duid("SERVER"), 0);
        }
        if (config.rest().isEmpty()) {
            return ConfigText.active(config, 256);
        }
        String text = Files.readString(DIRECTORY.resolve(config.rest()));
        ParseResult<ServerConfig> result =
                new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT)
                        .parse(config.rest(), text);
        assertThat(result.errors()).isEmpty();
        return ActiveConfig.of(result.config().orElseThrow(), PacketText.duid("SERVER"), 0);
    }

    /**
     * {@code send [on INTERFACE] [from ADDRESS] [to ADDRESS]} and a packet or hexadecimal lines.
     */
    private static Datagram datagram(Node send) {
        Endpoint endpoint =
                new Endpoint(
                        send.argument("on", "eth0"),
                        2,
                        Ipv6Address.parse(send.argument("to", "ff02::1:2")));
        Node first = send.children().getFirst();
        byte[] payload =
                first.keyword().equals("hex")
                        ? hex(send.children())
                        : PacketCodec.encode(PacketText.packet(first));
        return new Datagram(
                payload,
                Ipv6Address.parse(send.argument("from", "fe80::a")),
                CLIENT_PORT,
                endpoint);
    }

    private static byte[] hex(List<Node> nodes) {
        StringBuilder digits = new StringBuilder();
        nodes.forEach(n -> digits.append(n.rest().replaceFirst("#.*", "").replace(" ", "")));
        return Octets.parseHex(digits.toString()).toArray();
    }
}
