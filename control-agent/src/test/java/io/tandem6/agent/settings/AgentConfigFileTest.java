package io.tandem6.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.AgentConfig;
import io.tandem6.config.HaSettings.BasicAuth;
import io.tandem6.config.ParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentConfigFileTest {
    @TempDir private Path directory;
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("agent.conf");
    }

    @Test
    void readsTheFileAndThoseItNames() throws IOException {
        Files.writeString(directory.resolve("password"), "secret");
        Files.writeString(
                directory.resolve("sockets"),
                """
                { "dhcp6": { "socket-name": "/run/6" }, "d2": { "socket-name": "/run/2" } }
                """);
        Files.writeString(
                file,
                """
                { "Control-agent": {
                    "control-sockets": <?include "%1$s/sockets"?>,
                    "authentication": { "type": "basic", "directory": "%1$s",
                        "clients": [ { "user": "a", "password-file": "password" } ] }
                } }
                """
                        .formatted(directory));
        AgentConfig config = AgentConfigFile.read(file).config().orElseThrow();
        assertThat(config.authentication().orElseThrow().clients())
                .containsExactly(new BasicAuth("a", "secret"));
        assertThat(AgentConfigFile.sockets(config))
                .containsEntry("d2", Path.of("/run/2"))
                .containsEntry("dhcp6", Path.of("/run/6"))
                .hasSize(2);
    }

    @Test
    void saysThatThereIsNoFile() {
        assertProblem("there is no such file");
    }

    @Test
    void saysThatTheFileIsNotText() throws IOException {
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertProblem("not encoded in UTF-8");
    }

    @Test
    void saysWhereAFileIsMissing() throws IOException {
        Files.writeString(file, "{ \"Control-agent\":\n <?include \"nowhere\"?> }");
        assertProblem("nowhere");
    }

    private void assertProblem(String said) {
        ParseResult<AgentConfig> result = AgentConfigFile.read(file);
        assertThat(result.config()).isEmpty();
        assertThat(result.errors()).hasSize(1);
        assertThat(result.errors().getFirst().toString()).startsWith(file + ":").contains(said);
    }
}
