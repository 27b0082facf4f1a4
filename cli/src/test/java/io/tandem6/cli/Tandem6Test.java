package io.tandem6.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.cli.terminal.ExitStatus;
import io.tandem6.cli.terminal.HelpText;
import io.tandem6.config.JsonSchema;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Tandem6Test {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void withoutArgumentsItExplainsItself() {
        assertThat(run()).isEqualTo(ExitStatus.OK);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: tandem6 ");
    }

    @ParameterizedTest
    @EnumSource
    void theHelpNamesEverySubcommand(Subcommand subcommand) {
        assertThat(HelpText.of("tandem6")).containsPattern("(?m)^  " + subcommand.word() + "\\b");
    }

    @Test
    void upExplainsItself() {
        assertThat(run("up", "--help")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Usage: tandem6 up")
                .contains("--failover", "--exit", "--keep");
    }

    @Test
    void schemaPrintsThatOfOneFile() {
        assertThat(run("schema")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(JsonSchema.dhcp6());
        out.reset();
        assertThat(run("schema", "control-agent")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(JsonSchema.controlAgent());
        assertThat(run("schema", "dhcp4")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("dhcp6 or control-agent");
    }

    @Test
    void wrongWordsAreNamed() {
        assertThat(run("down")).isEqualTo(ExitStatus.USAGE);
        assertThat(run("up", "--now")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("'down'").contains("'--now'");
        assertThat(out.size()).isZero();
    }

    @Test
    void upWithoutItsJarsSaysHowToStartIt() {
        assertThat(run("up")).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("./tandem6 up");
    }

    private int run(String... args) {
        return Tandem6.run(
                List.of(args),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
