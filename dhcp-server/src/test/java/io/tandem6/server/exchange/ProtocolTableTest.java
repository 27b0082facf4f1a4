package io.tandem6.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.Lease;
import io.tandem6.message.PacketCodec;
import io.tandem6.server.fake.HexText;
import io.tandem6.server.fake.IndentedText;
import io.tandem6.server.fake.IndentedText.Node;
import io.tandem6.server.fake.LeaseText;
import io.tandem6.server.fake.Replay;
import io.tandem6.server.fake.SentDatagrams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules of RFC 9915 sections 16, 18.3 and 19 in {@code src/test/resources/protocol}, one case
 * each: the leases before, the octets sent, the octets answered or why there is no answer, the
 * leases after.
 *
 * <p>{@code -Dprotocol.rewrite=true} writes what happened into the files, and octets for messages
 * that are written in words as in {@link ExchangeFilesTest}. Commit the difference only if you
 * understand it.
 */
class ProtocolTableTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/protocol");
    private static final boolean REWRITE = Boolean.getBoolean("protocol.rewrite");

    @TestFactory
    Stream<DynamicTest> rules() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
                tests.addAll(rules(file));
            }
        }
        assertThat(REWRITE || tests.size() > 150).as("the whole table is there").isTrue();
        return tests.stream();
    }

    private static List<DynamicTest> rules(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<Node> nodes = IndentedText.parse(lines);
        Node config = new Node("", 0, nodes).child("config");
        List<Node> cases = nodes.stream().filter(n -> n.keyword().equals("case")).toList();
        List<DynamicTest> tests = new ArrayList<>();
        List<String> written = new ArrayList<>(lines.subList(0, cases.getFirst().line() - 1));
        for (int i = 0; i < cases.size(); i++) {
            int end = i + 1 < cases.size() ? cases.get(i + 1).line() - 1 : lines.size();
            List<String> expected = lines.subList(cases.get(i).line() - 1, end);
            List<String> actual = happens(config, cases.get(i));
            written.addAll(actual);
            tests.add(
                    DynamicTest.dynamicTest(
                            file.getFileName() + ": " + cases.get(i).rest(),
                            () ->
                                    assertThat(String.join("\n", actual).strip())
                                            .isEqualTo(String.join("\n", expected).strip())));
        }
        if (REWRITE) {
            Files.writeString(file, String.join("\n", written).strip() + "\n");
        }
        return REWRITE ? List.of() : tests;
    }

    private static List<String> happens(Node config, Node scene) throws IOException {
        Replay replay = Replay.of(DIRECTORY, config, scene);
        List<String> lines = new ArrayList<>();
        lines.add(scene.text());
        for (Node node : scene.children()) {
            if (node.keyword().equals("lease")) {
                lines.add("  " + node.text());
            }
        }
        lines.add("  " + scene.child("send").text());
        lines.addAll(HexText.lines(replay.received().payload(), 4));
        lines.add("  expect");
        for (SentDatagrams.Sent answer : replay.sent()) {
            lines.add("    to %s port %d".formatted(answer.destination(), answer.port()));
            lines.addAll(HexText.lines(PacketCodec.encode(answer.packet()), 6));
        }
        replay.drops().forEach(drop -> lines.add("    " + drop));
        lines.add("  leases");
        for (Lease lease : replay.leases().all()) {
            lines.add("    " + LeaseText.text(lease));
        }
        lines.add("");
        return lines;
    }
}
