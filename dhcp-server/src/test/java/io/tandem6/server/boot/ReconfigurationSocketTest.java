package io.tandem6.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tandem6.config.Dhcp6ParserOptions;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server without clients whose configuration is changed over its control socket. */
class ReconfigurationSocketTest {
    private static final String RELATIONSHIP =
            """
            "hooks-libraries": [
              { "library": "libdhcp_lease_cmds.so" },
              { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ {
                  "this-server-name": "a", "mode": "hot-standby",
                  "peers": [
                    { "name": "a", "url": "http://192.0.2.1:8000/", "role": "primary" },
                    { "name": "b", "url": "http://127.0.0.1:1/", "role": "standby" }
                  ] } ] } } ],
            """;

    @TempDir private Path directory;
    private Path file;
    private RunningServer server;

    @BeforeEach
    void start() throws IOException {
        file = directory.resolve("kea.conf");
        write(configuration("socket", ""));
        ConfigurationFile configuration = new ConfigurationFile(file, Dhcp6ParserOptions.DEFAULT);
        server =
                new RunningServer(
                        new Launch(
                                new LaunchOptions.Serve(
                                        file,
                                        false,
                                        547,
                                        OptionalInt.empty(),
                                        Dhcp6ParserOptions.DEFAULT),
                                configuration,
                                configuration.read().config().orElseThrow(),
                                List.of()),
                        new SimpleMeterRegistry());
        server.start(status -> {});
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String configuration(String socket, String more) {
        return """
        { "Dhcp6": {
            "data-directory": "%1$s", %3$s
            "control-socket": { "socket-type": "unix", "socket-name": "%1$s/%2$s" },
            "subnet6": [ { "id": 1, "subnet": "2001:db8:1::/64" } ] } }
        """
                .formatted(directory, socket, more);
    }

    private void write(String configuration) throws IOException {
        Files.writeString(file, configuration);
    }

    @Test
    void theFileIsReadAgain() throws IOException {
        assertThat(ask("config-hash-get")).isEqualTo(ask("config-hash-get"));
        String before = ask("config-hash-get");
        write(configuration("socket", "\"valid-lifetime\": 1234,"));

        assertThat(ask("config-reload"))
                .contains("\"result\":0", "\"text\":\"Configuration successful.\"");
        assertThat(ask("config-get")).contains("\"valid-lifetime\":1234");
        assertThat(ask("config-hash-get")).isNotEqualTo(before);
    }

    @Test
    void aFileWithMistakesLeavesTheOldConfigurationInForce() throws IOException {
        String before = ask("config-get");
        write(configuration("socket", "\"valid-lifetime\": \"x\", \"foo\": 1,"));

        assertThat(ask("config-reload"))
                .contains("\"result\":1")
                .contains("Config reload failed: configuration error using file '" + file + "': ")
                .contains("kea.conf:2:", "valid-lifetime", "foo");
        Files.delete(file);
        assertThat(ask("config-reload")).contains("\"result\":1", "cannot read");
        assertThat(ask("config-get")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"lease-database\": { \"type\": \"memfile\", \"persist\": false }, | lease-database",
                "\"server-id\": { \"type\": \"EN\" }, | server-id",
            })
    void whatNeedsARestartIsRefusedWhole(String section, String phrase) throws IOException {
        String before = ask("config-get");

        assertThat(set(configuration("other", section + "\"valid-lifetime\": 1234,")))
                .contains("\"result\":1", phrase, "restart");
        assertThat(ask("config-get")).isEqualTo(before);
        assertThat(directory.resolve("other")).doesNotExist();
    }

    /** None of these is bound, so that the test needs no privileges. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"none0\"                | 1 | interface none0 does not exist; create it first",
                "\"none0\", \"none1\"     | 1 | interface none1 does not exist; create it first",
                "\"lo\", \"none0\"        | 1 | interface none0 does not exist; create it first",
                "\"lo/2001:db8:f::1\"     | 1 | interface lo does not have address 2001:db8:f::1",
                "\"lo\"                   | 0 | interface lo has no link-local address",
            })
    void anInterfaceThatIsNotThereIsRefusedAndOneThatIsNotReadyIsTold(
            String interfaces, int result, String phrase) throws IOException {
        String before = ask("config-get");
        String wanted =
                configuration(
                        "socket",
                        "\"interfaces-config\": { \"interfaces\": [ " + interfaces + " ] },");
        String told = "\"result\":" + result;

        assertThat(test(wanted)).contains(told, phrase);
        assertThat(ask("config-get")).isEqualTo(before);
        write(wanted);
        assertThat(ask("config-reload")).contains(told, phrase);
        assertThat(set(wanted)).contains(told, phrase);
        assertThat(ask("config-get").equals(before)).isEqualTo(result == 1);
    }

    @Test
    void theSocketMovesAndTheCommandThatMovedItIsAnswered() throws IOException {
        assertThat(set(configuration("other", ""))).contains("Configuration successful.");

        assertThat(ask("other", "{ \"command\": \"config-get\" }")).contains("/other");
        assertThat(set("other", configuration("socket", ""))).contains("\"result\":0");
        assertThat(ask("config-get")).contains("/socket");
        // One after the other: what the change before has left to do is done.
        assertThat(set(configuration("socket", ""))).contains("\"result\":0");
        assertThat(directory.resolve("other")).doesNotExist();
    }

    @Test
    void aSocketThatCannotBeOpenedChangesNothing() throws IOException {
        String before = ask("config-get");

        String wanted = configuration("missing/socket", "\"valid-lifetime\": 1234,");
        assertThat(test(wanted)).contains("\"result\":1", "missing/socket.lock");
        assertThat(set(wanted)).contains("\"result\":1", "missing/socket.lock");
        assertThat(ask("config-get")).isEqualTo(before);
    }

    @Test
    void aTestLeavesNothingBehind() throws IOException {
        String before = ask("config-get");

        assertThat(test(configuration("other", "\"valid-lifetime\": 1234,")))
                .contains("\"result\":0", "sane");
        assertThat(test(configuration("other", "\"server-id\": { \"type\": \"EN\" },")))
                .contains("\"result\":0", "would refuse it: server-id");
        assertThat(ask("config-get")).isEqualTo(before);
        assertThat(directory.resolve("other")).doesNotExist();
    }

    @Test
    void commandsComeAndGoWithTheRelationship() throws IOException {
        assertThat(ask("list-commands")).contains("config-write").doesNotContain("ha-heartbeat");
        assertThat(set(configuration("socket", RELATIONSHIP))).contains("\"result\":0");
        assertThat(ask("list-commands")).contains("ha-heartbeat");
        assertThat(ask("status-get")).contains("\"globally-disabled\":true", "\"waiting\"");

        assertThat(set(configuration("socket", ""))).contains("\"result\":0");
        assertThat(ask("list-commands")).doesNotContain("ha-heartbeat");
        assertThat(ask("status-get")).contains("\"globally-disabled\":false");
    }

    @Test
    void whatIsWrittenIsWhatIsInForceAndCanBeReadAgain() throws IOException {
        set(configuration("socket", "\"valid-lifetime\": 1234," + RELATIONSHIP));
        String before = ask("config-get");

        assertThat(ask("config-write"))
                .contains("Configuration written to " + file + " successful")
                .contains("\"size\":" + Files.size(file));
        assertThat(ask("config-reload")).contains("\"result\":0");
        assertThat(ask("config-get")).isEqualTo(before);
    }

    @Test
    void aSignalHasTheFileReadAgain() throws IOException {
        write(configuration("socket", "\"valid-lifetime\": 1234,"));
        server.hangUp();

        assertThat(ask("{ \"command\": \"config-test\", \"arguments\": { \"Dhcp6\": {} } }"))
                .as("answered after what was asked for before")
                .contains("\"result\":0");
        assertThat(ask("config-get")).contains("\"valid-lifetime\":1234");
    }

    private String ask(String command) throws IOException {
        return ask(
                "socket",
                command.startsWith("{") ? command : "{ \"command\": \"" + command + "\" }");
    }

    private String test(String configuration) throws IOException {
        return ask("{ \"command\": \"config-test\", \"arguments\": " + configuration + " }");
    }

    private String set(String configuration) throws IOException {
        return set("socket", configuration);
    }

    private String set(String socket, String configuration) throws IOException {
        return ask(socket, "{ \"command\": \"config-set\", \"arguments\": " + configuration + " }");
    }

    private String ask(String socket, String command) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(directory.resolve(socket)));
            channel.write(ByteBuffer.wrap(command.getBytes(StandardCharsets.UTF_8)));
            ByteBuffer answer = ByteBuffer.allocate(1 << 20);
            while (channel.read(answer) >= 0) {
                assertThat(answer.hasRemaining()).isTrue();
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        }
    }
}
