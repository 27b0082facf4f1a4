package io.tandem6.server.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.ParseResult;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.log.EventLog;
import io.tandem6.message.PacketCodec;
import io.tandem6.server.continuity.Half;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.continuity.Outstanding;
import io.tandem6.server.continuity.Ownership;
import io.tandem6.server.continuity.Rights;
import io.tandem6.server.continuity.Standing;
import io.tandem6.server.fake.IndentedText.Node;
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
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One datagram on its way through the whole packet path, and what came of it.
 *
 * @param received what was sent to the server
 * @param sent what it answered
 * @param leases the lease table afterwards
 * @param drops why there was no answer, in words
 */
public record Replay(
        Datagram received, List<SentDatagrams.Sent> sent, MapLeases leases, List<String> drops) {
    private static final int CLIENT_PORT = 40000;

    /**
     * Sends what a scene says to a server of this configuration.
     *
     * @param directory where files of the configuration are
     */
    public static Replay of(Path directory, Node config, Node scene) throws IOException {
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
                        active(directory, config),
                        query -> new ServiceGate.Serve(classes),
                        leases,
                        rights(scene, leases),
                        leases,
                        Replicator.NONE,
                        sent,
                        ReplyPorts.STANDARD,
                        events,
                        EventLog.SILENT);
        Datagram datagram = datagram(scene.child("send"));
        pipeline.received(datagram, 0);
        return new Replay(
                datagram,
                sent.list,
                leases,
                events.list.stream()
                        .filter(e -> e.startsWith("dropped") || e.startsWith("malformed"))
                        .toList());
    }

    /**
     * {@code standing parted}, {@code in-touch} or {@code forgetful}: this server is the primary of
     * a pair with an agreement, and owns what is odd. The partner knows of all leases but those
     * that an {@code unknown} line names.
     */
    private static LeaseRights rights(Node scene, MapLeases leases) {
        Node standing = scene.child("standing");
        if (standing.arguments().isEmpty()) {
            return LeaseRights.ALL;
        }
        Outstanding outstanding = new Outstanding();
        List<String> unknown = scene.child("unknown").arguments();
        outstanding.unknown(
                leases,
                lease -> unknown.contains(lease.address().toString()),
                lease -> false,
                0,
                0);
        Rights rights = new Rights(outstanding, leases);
        rights.stand(
                new Standing(
                        Half.PRIMARY,
                        List.of(new Ownership(List.of(), Ownership.PARTS / 2)),
                        false,
                        !standing.arguments().contains("parted"),
                        !standing.arguments().contains("parted"),
                        false,
                        standing.arguments().contains("forgetful"),
                        false,
                        OptionalLong.empty(),
                        600,
                        0,
                        0));
        return rights;
    }

    /**
     * In short lines ({@link ConfigText}); below {@code json} the contents of Dhcp6; after {@code
     * config} the name of a file beside the conversation.
     */
    private static ActiveConfig active(Path directory, Node config) throws IOException {
        Node json = config.child("json");
        if (!json.children().isEmpty()) {
            return ActiveConfig.of(KeaText.parse(json), PacketText.duid("SERVER"), 0);
        }
        if (config.rest().isEmpty()) {
            return ConfigText.active(config, 256);
        }
        String text = Files.readString(directory.resolve(config.rest()));
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
        byte[] payload = isHex(first) ? hex(send) : PacketCodec.encode(PacketText.packet(first));
        return new Datagram(
                payload,
                Ipv6Address.parse(send.argument("from", "fe80::a")),
                CLIENT_PORT,
                endpoint);
    }

    /** Lines of octets, or the word {@code hex} before them. */
    private static boolean isHex(Node node) {
        return node.keyword().equals("hex")
                || node.text().matches("[0-9a-f]{2} ?[0-9a-f][0-9a-f ]+(#.*)?");
    }

    private static byte[] hex(Node send) {
        StringBuilder digits = new StringBuilder();
        append(send, digits);
        return Octets.parseHex(digits.toString()).toArray();
    }

    private static void append(Node node, StringBuilder digits) {
        for (Node line : node.children()) {
            digits.append(
                    line.text().replaceFirst("^hex", "").replaceFirst("#.*", "").replace(" ", ""));
            append(line, digits);
        }
    }
}
