package io.tandem6.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With processes that do nothing in place of servers and agents. */
@Timeout(20)
class PairTest {
    private static final ServiceCommands IDLE =
            new ServiceCommands(shell("exec sleep 600"), shell("exec sleep 600"));
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir Path directory;

    @Test
    void closingEndsAllProcesses() throws IOException {
        Pair pair = new Pair(plan(), IDLE);
        pair.start();
        List<RunningService> services = services(pair);

        pair.close();

        assertThat(services).hasSize(4).noneMatch(service -> service.process().isAlive());
        pair.close();
        assertThatThrownBy(pair::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEndThatNobodyAskedForIsReported() throws IOException, InterruptedException {
        ServiceCommands commands =
                new ServiceCommands(shell("exec sleep 600"), shell("echo no luck; exit 3"));
        try (Pair pair = new Pair(plan(), commands)) {
            pair.start();

            Optional<RunningService> ended = pair.awaitEnd(LONG);

            assertThat(ended).isPresent();
            assertThat(ended.get().spec().name()).endsWith("agent");
            assertThat(ended.get().process().exitValue()).isEqualTo(3);
            assertThat(ended.get().spec().log()).hasContent("no luck");
        }
    }

    @Test
    void aKilledServerIsNotReportedAndCanBeStartedAgain() throws Exception {
        try (Pair pair = new Pair(plan(), IDLE)) {
            pair.start();

            RunningService killed = pair.killServer(pair.plan().primary());

            assertThat(killed.process().exitValue()).isEqualTo(128 + 9);
            assertThat(pair.awaitEnd(LONG)).isEmpty();
            RunningService next = pair.startServer(pair.plan().primary());
            assertThat(next.process().isAlive()).isTrue();
            assertThat(pair.service("server1")).isEqualTo(next);
        }
    }

    private PairPlan plan() {
        return PairPlan.of(
                directory,
                "lo",
                new PairPorts(new PairPorts.Member(1, 2, 3, 4), new PairPorts.Member(5, 6, 7, 8)));
    }

    private static List<RunningService> services(Pair pair) {
        return List.of(
                pair.service("server1"),
                pair.service("server1's agent"),
                pair.service("server2"),
                pair.service("server2's agent"));
    }

    private static List<String> shell(String script) {
        return List.of("sh", "-c", script, "sh");
    }
}
