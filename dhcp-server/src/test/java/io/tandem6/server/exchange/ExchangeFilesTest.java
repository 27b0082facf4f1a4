package io.tandem6.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.LeaseChange;
import io.tandem6.server.fake.IndentedText;
import io.tandem6.server.fake.IndentedText.Node;
import io.tandem6.server.fake.LeaseText;
import io.tandem6.server.fake.PacketText;
import io.tandem6.server.fake.Replay;
import io.tandem6.server.fake.SentDatagrams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        Replay replay = Replay.of(DIRECTORY, config, scene);
        List<String> lines = new ArrayList<>();
        for (SentDatagrams.Sent answer : replay.sent()) {
            lines.add("    to %s port %d".formatted(answer.destination(), answer.port()));
            lines.addAll(PacketText.lines(answer.packet(), "    "));
        }
        for (LeaseChange change : replay.leases().written) {
            lines.add(
                    "    %s %s"
                            .formatted(
                                    change instanceof LeaseChange.Put ? "put" : "delete",
                                    LeaseText.text(change.lease())));
        }
        replay.drops().forEach(e -> lines.add("    " + e));
        return lines;
    }
}
