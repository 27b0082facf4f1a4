package io.tandem6.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tandem6.config.Dhcp6ParserOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole server, started as its main method does, without clients. */
class DhcpServerHttpTest {
    @TempDir private static Path directory;
    private static RunningServer server;
    private static ConfigurableApplicationContext context;
    private static URI actuator;

    @BeforeAll
    static void start() throws IOException {
        ServerMeters meters = ServerMeters.create();
        server = new RunningServer(launch(), meters.registry());
        System.setProperty("TANDEM6_SERVER_MANAGEMENT_PORT", "0");
        server.start(status -> {});
        context = ServerContext.start(server, meters);
        actuator =
                URI.create(
                        "http://127.0.0.1:%s/actuator/"
                                .formatted(
                                        context.getEnvironment().getProperty("local.server.port")));
    }

    @AfterAll
    static void stop() {
        server.close();
        context.close();
        System.clearProperty("TANDEM6_SERVER_MANAGEMENT_PORT");
    }

    private static Launch launch() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("kea.conf"),
                        """
                        { "Dhcp6": {
                            "data-directory": "{dir}",
                            "control-socket": { "socket-type": "unix",
                                                "socket-name": "{dir}/socket" },
                            "subnet6": [ { "subnet": "2001:db8:1::/64" } ] } }
                        """
                                .replace("{dir}", directory.toString()));
        ConfigurationFile configuration = new ConfigurationFile(file, Dhcp6ParserOptions.DEFAULT);
        return new Launch(
                new LaunchOptions.Serve(
                        file, false, 547, OptionalInt.empty(), Dhcp6ParserOptions.DEFAULT),
                configuration,
                configuration.read().config().orElseThrow(),
                List.of());
    }

    private static HttpResponse<String> get(String endpoint)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(actuator.resolve(endpoint)).build(),
                    BodyHandlers.ofString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"health", "health/liveness", "health/readiness"})
    void healthIsUp(String endpoint) throws Exception {
        HttpResponse<String> response = get(endpoint);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"status\":\"UP\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dhcp6_messages_received_total{application=\"dhcp-server\",type=\"solicit\"} 0.0",
                "dhcp6_drops_total{application=\"dhcp-server\",reason=\"parse-failed\"} 0.0",
                "dhcp6_lease_changes_total{application=\"dhcp-server\",event=\"granted\"} 0.0",
                "dhcp6_lease_store_failing{application=\"dhcp-server\"} 0.0",
                "dhcp6_lease_file_replaced_total{application=\"dhcp-server\"} 0.0",
                "dhcp6_ha_state{application=\"dhcp-server\",partner=\"\",state=\"hot-standby\"} 0.0",
                "dhcp6_reply_latency_seconds_bucket{application=\"dhcp-server\",type=\"reply\""
            })
    void metricsAreThereFromTheStart(String line) throws Exception {
        assertThat(get("prometheus").body()).contains(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "version-get | \"result\":0,\"text\":",
                "build-report | \"text\":\"Tandem6 dhcp-server",
                "config-get | {\"arguments\":{\"Dhcp6\":{",
                "status-get | \"sockets\":{\"status\":\"ready\"}",
                "list-commands | \"lease6-bulk-apply\"",
                "lease6-get-all | \"result\":3",
                "no-such-command | \"result\":2"
            })
    void commandsAreAnsweredOnTheSocket(String command, String phrase) throws Exception {
        assertThat(ask("{ \"command\": \"" + command + "\" }")).contains(phrase);
    }

    @Test
    void aSecondServerIsRefusedTheLeaseFile() throws Exception {
        RunningServer second = new RunningServer(launch(), ServerMeters.create().registry());

        assertThat(catchThrowable(() -> second.start(status -> {})))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("kea-leases6.csv")
                .hasMessageContaining("in use by process");
        second.close();
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            System.setProperty(
                    "TANDEM6_SERVER_MANAGEMENT_PORT", String.valueOf(taken.getLocalPort()));
            ServerMeters meters = ServerMeters.create();
            RunningServer other = new RunningServer(launch(), meters.registry());

            Throwable failure = catchThrowable(() -> ServerContext.start(other, meters));

            assertThat(ServerContext.explain((RuntimeException) failure))
                    .hasMessageContaining("TANDEM6_SERVER_MANAGEMENT_PORT");
        }
    }

    private static String ask(String command) throws IOException {
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.connect(UnixDomainSocketAddress.of(directory.resolve("socket")));
            socket.write(ByteBuffer.wrap(command.getBytes(StandardCharsets.UTF_8)));
            ByteBuffer answer = ByteBuffer.allocate(1 << 20);
            while (socket.read(answer) >= 0) {
                assertThat(answer.hasRemaining()).isTrue();
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        }
    }
}
