package io.tandem6.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.cli.terminal.ExitStatus;
import io.tandem6.simulator.Batch;
import io.tandem6.simulator.Scenario;
import io.tandem6.simulator.fault.Profile;
import io.tandem6.simulator.server.Rules;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulateCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void readsItsArguments() {
        assertThat(SimulateArguments.parse(List.of()))
                .isEqualTo(run(List.of(Profile.ALL), Rules.CONTINUITY, 1, 200, false));
        assertThat(parse("--seeds 7 --profile clocks --coverage"))
                .isEqualTo(run(List.of(Profile.CLOCKS), Rules.CONTINUITY, 1, 7, true));
        assertThat(parse("--seed 9 --seeds 2 --keas-rules"))
                .isEqualTo(run(List.of(Profile.ALL), Rules.KEA, 9, 2, false));
        assertThat(parse("--profile mixed --seeds 5"))
                .isEqualTo(run(List.of(Profile.values()), Rules.CONTINUITY, 1, 5, false));
        assertThat(parse("--seed 9 --profile single"))
                .isEqualTo(
                        new SimulateArguments.Show(
                                new Scenario(Profile.SINGLE, Rules.CONTINUITY, 9)));
    }

    private static SimulateArguments run(
            List<Profile> profiles, Rules rules, long first, int count, boolean coverage) {
        return new SimulateArguments.Run(new Batch(profiles, rules, first, count), coverage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--seeds",
                "--seeds 0",
                "--seeds -1",
                "--seeds x",
                "--profile x",
                "--seed",
                "--seed 7 --profile mixed",
                "7",
                "--seeds 9999999999"
            })
    void refusesWhatItDoesNotUnderstand(String words) {
        assertThat(run(words)).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("tandem6 simulate --help");
    }

    @Test
    void reportsSeedsWithProgressAndCoverage() {
        int status = run("--seeds 1 --seed 2 --profile partition --keas-rules --coverage");

        assertThat(status).isEqualTo(ExitStatus.FAILED);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("1 seeds, 1 with violations; 2 simulated hours")
                .contains("valid at two clients")
                .contains("in seeds [partition 2]")
                .contains("How the first one came about")
                .contains("tandem6 simulate --profile partition --seed 2 --keas-rules")
                .contains("new Scenario(Profile.PARTITION, Rules.KEA, 2)")
                .contains("partner's ha-heartbeat");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("[########").contains("1 of 1");
    }

    @Test
    void showsTheConversationOfASeed() {
        run("--seed 1 --profile single");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("-> SOLICIT")
                .contains("'s REPLY")
                .contains("own ha-heartbeat ends")
                .contains("FAULT")
                .contains("digest");
    }

    private static SimulateArguments parse(String words) {
        return SimulateArguments.parse(Arrays.asList(words.split(" ")));
    }

    private int run(String words) {
        return new SimulateCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        () -> 0)
                .run(Arrays.asList(words.split(" ")));
    }
}
