package io.tandem6.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void runs() {
        assertThat(CommandLine.parse("-c", "agent.conf"))
                .isEqualTo(new CommandLine.Run(Path.of("agent.conf"), false));
        assertThat(CommandLine.parse("-d", "-X", "-c", "agent.conf"))
                .isEqualTo(new CommandLine.Run(Path.of("agent.conf"), true));
    }

    @Test
    void checks() {
        assertThat(CommandLine.parse("-t", "agent.conf"))
                .isEqualTo(new CommandLine.Check(Path.of("agent.conf")));
    }

    @Test
    void showsVersions() {
        assertThat(CommandLine.parse("-v")).isEqualTo(new CommandLine.ShowVersion());
        assertThat(CommandLine.parse("-V")).isEqualTo(new CommandLine.ShowExtendedVersion());
        assertThat(CommandLine.parse("-W")).isEqualTo(new CommandLine.ShowBuildReport());
    }

    @ParameterizedTest
    @CsvSource({
        "-d, -c FILE is missing",
        "-c, -c needs a file",
        "-t, -t needs a file",
        "--help, unknown option --help",
        "agent.conf, unknown option agent.conf"
    })
    void saysWhatIsWrong(String argument, String problem) {
        assertThat(CommandLine.parse(argument)).isEqualTo(new CommandLine.Wrong(problem));
    }
}
