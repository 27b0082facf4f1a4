package io.tandem6.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    private static CommandLine parse(String... arguments) {
        return CommandLine.parse(List.of(arguments), Map.of());
    }

    @Test
    void takesTheServersNameFromOptionOrEnvironment() {
        List<String> arguments = List.of("-c", "kea.conf");
        List<String> named = List.of("-c", "kea.conf", "--server-name", "b");
        Map<String, String> environment = Map.of("TANDEM6_SERVER_NAME", "a");

        assertThat(CommandLine.parse(arguments, environment))
                .isEqualTo(new CommandLine.Run(Path.of("kea.conf"), false, Optional.of("a")));
        assertThat(CommandLine.parse(named, environment))
                .isEqualTo(new CommandLine.Run(Path.of("kea.conf"), false, Optional.of("b")));
    }

    @Test
    void runs() {
        assertThat(parse("-c", "agent.conf"))
                .isEqualTo(new CommandLine.Run(Path.of("agent.conf"), false, Optional.empty()));
        assertThat(parse("-d", "-X", "-c", "agent.conf"))
                .isEqualTo(new CommandLine.Run(Path.of("agent.conf"), true, Optional.empty()));
    }

    @Test
    void checks() {
        assertThat(parse("-t", "agent.conf"))
                .isEqualTo(new CommandLine.Check(Path.of("agent.conf"), Optional.empty()));
    }

    @Test
    void showsVersions() {
        assertThat(parse("-v")).isEqualTo(new CommandLine.ShowVersion());
        assertThat(parse("-V")).isEqualTo(new CommandLine.ShowExtendedVersion());
        assertThat(parse("-W")).isEqualTo(new CommandLine.ShowBuildReport());
    }

    @ParameterizedTest
    @CsvSource({
        "-d, -c FILE is missing",
        "-c, -c needs a file",
        "-t, -t needs a file",
        "--server-name, --server-name needs a name",
        "--help, unknown option --help",
        "agent.conf, unknown option agent.conf"
    })
    void saysWhatIsWrong(String argument, String problem) {
        assertThat(parse(argument)).isEqualTo(new CommandLine.Wrong(problem));
    }
}
