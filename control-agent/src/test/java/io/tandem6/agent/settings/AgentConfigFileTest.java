package io.tandem6.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.HaSettings.BasicAuth;
import io.tandem6.config.HttpListener;
import io.tandem6.config.ParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        AgentSettings settings =
                AgentConfigFile.read(file, Optional.empty()).config().orElseThrow();
        assertThat(settings.listeners().getFirst().authentication().orElseThrow().clients())
                .containsExactly(new BasicAuth("a", "secret"));
        assertThat(settings.sockets())
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

    @Test
    void readsTheAddressesOfAServersFile() throws IOException {
        Files.writeString(
                file,
                """
                { "Dhcp6": {
                    "control-sockets": [ { "socket-type": "http", "socket-port": 8005 } ],
                    "hooks-libraries": [
                      { "library": "libdhcp_lease_cmds.so" },
                      { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ {
                          "this-server-name": "a", "mode": "hot-standby",
                          "peers": [
                            { "name": "a", "url": "http://192.0.2.1:8001", "role": "primary" },
                            { "name": "b", "url": "http://192.0.2.2:8002", "role": "standby" }
                          ] } ] } },
                      { "library": "libdhcp_unheard_of.so" } ],
                    "loggers": [ { "name": "kea-dhcp6" }, { "name": "kea-ctrl-agent" } ]
                } }
                """);
        AgentSettings settings =
                AgentConfigFile.read(file, Optional.of("b")).config().orElseThrow();

        assertThat(settings.listeners())
                .extracting(HttpListener::authority)
                .containsExactly("192.0.2.2:8002", "127.0.0.1:8005");
        assertThat(settings.sockets())
                .containsExactly(Map.entry("dhcp6", Path.of("/run/kea/kea6-ctrl-socket")));
        assertThat(settings.loggers())
                .singleElement()
                .satisfies(logger -> assertThat(logger.name()).isEqualTo("kea-ctrl-agent"));
        assertThat(AgentConfigFile.read(file, Optional.of("b")).problems())
                .as("what the server does not support is for the server to say")
                .isEqualTo(List.of());
    }

    @Test
    void saysWhatToAddToAServersFileWithoutAddress() throws IOException {
        Files.writeString(
                file, "{ \"Dhcp6\": { \"control-socket\": { \"socket-name\": \"/s\" } } }");
        assertProblem("add an entry with socket-type 'http'");
    }

    @Test
    void saysWhatIsWrongInAServersFile() throws IOException {
        Files.writeString(
                file,
                "{ \"Dhcp6\": { \"control-sockets\": [ { \"socket-type\": \"x\", \"socket-name\": \"s\" } ] } }");
        assertProblem("https");
    }

    private void assertProblem(String said) {
        ParseResult<AgentSettings> result = AgentConfigFile.read(file, Optional.empty());
        assertThat(result.config()).isEmpty();
        assertThat(result.errors()).hasSize(1);
        assertThat(result.errors().getFirst().toString()).startsWith(file + ":").contains(said);
    }
}
