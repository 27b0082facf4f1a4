package io.tandem6.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.cli.terminal.ExitStatus;
import io.tandem6.simulator.fault.Profile;
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
                .isEqualTo(new SimulateArguments.Run(Profile.ALL, 1, 200, false));
        assertThat(parse("--seeds 7 --profile clocks --coverage"))
                .isEqualTo(new SimulateArguments.Run(Profile.CLOCKS, 1, 7, true));
        assertThat(parse("--seed 9 --seeds 2"))
                .isEqualTo(new SimulateArguments.Run(Profile.ALL, 9, 2, false));
        assertThat(parse("--seed 9 --profile single"))
                .isEqualTo(new SimulateArguments.Show(Profile.SINGLE, 9));
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
                "7",
                "--seeds 9999999999"
            })
    void refusesWhatItDoesNotUnderstand(String words) {
        assertThat(run(words)).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("tandem6 simulate --help");
    }

    @Test
    void reportsSeedsWithProgressAndCoverage() {
        int status = run("--seeds 1 --seed 1 --profile partition --coverage");

        assertThat(status).isEqualTo(ExitStatus.FAILED);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("1 seeds, 1 with violations; 2 simulated hours")
                .contains("valid at two clients")
                .contains("in seeds [1]")
                .contains("partner's ha-heartbeat");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("[########").contains("1 of 1");
    }

    @Test
    void showsTheConversationOfASeed() {
        run("--seed 1 --profile single");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("-> SOLICIT")
                .contains("<- REPLY")
                .contains("<- partner's ha-heartbeat")
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
