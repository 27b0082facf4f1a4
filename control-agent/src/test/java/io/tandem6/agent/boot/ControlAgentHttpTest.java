package io.tandem6.agent.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.agent.api.RequestLimits;
import io.tandem6.agent.boot.RawHttp.Answer;
import io.tandem6.agent.settings.AgentConfigFile;
import io.tandem6.agent.settings.AgentSettings;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole agent, as its clients see it on the wire. Starts it once. */
@Timeout(30)
class ControlAgentHttpTest {
    private static final RequestLimits LIMITS = new RequestLimits(20_000_000, 1_000, 20_000_000);
    private static final Semaphore STOPPED = new Semaphore(0);
    @TempDir private static Path directory;
    private static FakeDaemon daemon;
    private static ConfigurableApplicationContext context;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        daemon = new FakeDaemon(directory.resolve("dhcp6"));
        abandonSocket(directory.resolve("d2"));
        System.setProperty("TANDEM6_AGENT_MANAGEMENT_PORT", "0");
        context =
                AgentServer.start(
                        config(),
                        new AgentOptions(
                                false,
                                STOPPED::release,
                                100,
                                Duration.ofSeconds(2),
                                Duration.ofMillis(800),
                                Duration.ofMillis(1500),
                                LIMITS));
        port = port("local.server.port");
    }

    private static AgentSettings config() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("agent.conf"),
                        """
                        { "Control-agent": {
                            "http-port": 0, # any
                            "http-headers": [ { "name": "X-Test", "value": "always" } ],
                            "authentication": {
                                "type": "basic", "realm": "my-realm",
                                "clients": [ { "user": "admin", "password": "1234" } ] },
                            "control-sockets": {
                                "dhcp6": { "socket-name": "{dir}/dhcp6" },
                                "dhcp4": { "socket-name": "{dir}/missing" },
                                "d2": { "socket-name": "{dir}/d2" } }
                        } }
                        """
                                .replace("{dir}", directory.toString()));
        return AgentConfigFile.read(file, Optional.empty()).config().orElseThrow();
    }

    private static void abandonSocket(Path path) throws IOException {
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        context.close();
        daemon.close();
        System.clearProperty("TANDEM6_AGENT_MANAGEMENT_PORT");
    }

    static List<Exchange> exchanges() throws IOException {
        return Exchange.all();
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void answersAsKeasAgentDoes(Exchange exchange) throws IOException {
        try (RawHttp client = new RawHttp(port)) {
            client.send(exchange.request());
            Answer answer = client.receive();
            assertThat(answer.statusLine()).isEqualTo(exchange.statusLine());
            if (exchange.body().endsWith("...")) {
                assertThat(answer.body())
                        .startsWith(exchange.body().substring(0, exchange.body().length() - 3));
            } else {
                assertThat(answer.body()).isEqualTo(exchange.body());
            }
            assertThat(answer.headers())
                    .containsEntry("content-type", "application/json")
                    .containsEntry("x-test", "always")
                    .containsKeys("content-length", "date")
                    .doesNotContainKeys("server", "transfer-encoding");
            assertThat(answer.headers().containsKey("www-authenticate"))
                    .isEqualTo(exchange.statusLine().contains("401"));
            assertThat(DateTimeFormatter.RFC_1123_DATE_TIME.parse(answer.headers().get("date")))
                    .isNotNull();
            if (exchange.kept()) {
                assertThat(answer.headers().getOrDefault("connection", "keep-alive"))
                        .isEqualTo("keep-alive");
                client.send(Exchange.post("{\"command\":\"list-commands\"}"));
                assertThat(client.receive().statusLine()).isEqualTo("HTTP/1.1 200 OK");
            } else {
                assertThat(client.isClosed()).isTrue();
            }
        }
    }

    @Test
    void namesTheRealm() throws IOException {
        assertThat(
                        ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: 2\r\n\r\n{}")
                                .headers())
                .containsEntry("www-authenticate", "Basic realm=\"my-realm\"");
    }

    @Test
    void carriesLongCommandsAndLongAnswers() throws IOException {
        String text = "ü".repeat(2_000_000);
        String command = "{\"command\":\"echo\",\"arguments\":\"%s\",\"service\":[\"dhcp6\"]}";
        String body = command.formatted(text);
        Answer answer = ask(Exchange.head(body.getBytes(UTF_8).length) + "\r\n" + body);
        assertThat(answer.body()).contains(text).endsWith("\"result\":0} ]");
        assertThat(answer.headers()).doesNotContainKey("transfer-encoding");
    }

    @Test
    void takesARequestInPieces() throws IOException {
        String request = Exchange.post("{\"command\":\"version-get\"}");
        try (RawHttp client = new RawHttp(port)) {
            for (int at = 0; at < request.length(); at += 10) {
                client.send(request.substring(at, Math.min(at + 10, request.length())));
            }
            assertThat(client.receive().body()).contains("\"extended\"");
        }
    }

    @Test
    void cutsABodyThatIsLongerThanItSays() throws IOException {
        assertThat(ask(Exchange.head(5) + "\r\n{\"command\":\"version-get\"}").statusLine())
                .isEqualTo("HTTP/1.1 400 Bad Request");
    }

    @Test
    void refusesABodyThatIsTooLong() throws IOException {
        try (RawHttp client = new RawHttp(port)) {
            client.send(Exchange.head(LIMITS.bodyBytesMax() + 1) + "\r\n");
            assertThat(client.receive().body())
                    .isEqualTo(
                            "{ \"result\": 413, \"text\": \"Payload Too Large: 20000001 bytes, and"
                                    + " 20000000 are taken\" }");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void doesNotReadLongBodiesOfStrangers() throws IOException {
        try (RawHttp client = new RawHttp(port)) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 1001\r\n\r\n");
            assertThat(client.receive().statusLine()).isEqualTo("HTTP/1.1 401 Unauthorized");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void refusesMoreBodiesThanItHasMemoryFor() throws IOException {
        try (RawHttp first = new RawHttp(port)) {
            first.send(Exchange.head(LIMITS.allBodyBytesMax()) + "Expect: 100-continue\r\n\r\n");
            assertThat(first.line()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(ask(Exchange.post("{\"command\":\"version-get\"}")).statusLine())
                    .isEqualTo("HTTP/1.1 503 Service Unavailable");
        }
    }

    @Test
    void givesUpOnABodyThatDoesNotCome() throws IOException {
        try (RawHttp client = new RawHttp(port)) {
            client.send(Exchange.head(100) + "\r\n{");
            Answer answer = client.receive();
            assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 408 Request Timeout");
            assertThat(answer.body())
                    .isEqualTo("{ \"result\": 408, \"text\": \"Request Timeout\" }");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void closesAnIdleConnectionWithoutAWord() throws IOException {
        try (RawHttp client = new RawHttp(port)) {
            client.send(Exchange.post("{\"command\":\"version-get\"}"));
            client.receive();
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void answersOthersWhileADaemonIsSilent() throws IOException {
        try (RawHttp waiting = new RawHttp(port)) {
            waiting.send(Exchange.post("{\"command\":\"silent\",\"service\":[\"dhcp6\"]}"));
            ask(Exchange.post("{\"command\":\"version-get\"}"));
            assertThat(waiting.hasAnswer()).isFalse();
            assertThat(waiting.receive().body()).contains("Operation canceled");
        }
    }

    @Test
    void answersShutdownAndThenStops() throws Exception {
        assertThat(ask(Exchange.post("{\"command\":\"shutdown\"}")).body())
                .isEqualTo("[ {\"result\":0,\"text\":\"Control Agent is shutting down\"} ]");
        STOPPED.acquire();
    }

    @Test
    void showsItsConfiguration() throws IOException {
        assertThat(ask(Exchange.post("{\"command\":\"config-get\"}")).body())
                .contains("{\"Control-agent\":{\"authentication\":{")
                .contains("\"socket-name\":\"" + directory.resolve("dhcp6"))
                .contains("\"http-headers\":[{\"name\":\"X-Test\",\"value\":\"always\"}]")
                .contains("\"http-host\":\"127.0.0.1\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    {"command":"config-test"}                                       ~ Missing mandatory 'arguments' parameter.
                    {"command":"config-test","arguments":{}}                        ~ Missing mandatory 'Control-agent' parameter.
                    {"command":"config-test","arguments":{"Control-agent":{"http-port":1}}}     ~ Configuration check successful
                    {"command":"config-test","arguments":{"Control-agent":{"http-port":70000}}} ~ http-port
                    {"command":"config-test","arguments":{"Control-agent":{"http-host":"x"}}}   ~ <wire>:1:
                    """)
    void testsConfigurations(String command, String said) throws IOException {
        assertThat(ask(Exchange.post(command)).body()).contains(said);
    }

    @Test
    void tellsWhichDaemonsDoNotAnswer() throws Exception {
        HttpResponse<String> health = manage("/actuator/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body())
                .contains("\"dhcp6\":\"answers\"")
                .contains("missing: No such file or directory")
                .contains("d2: Connection refused");
        assertThat(manage("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void countsCommandsAndFailures() throws Exception {
        ask(Exchange.post("{\"command\":\"lease6-get\",\"service\":[\"dhcp6\",\"d2\"]}"));
        assertThat(manage("/actuator/prometheus").body())
                .contains(
                        "tandem6_agent_commands_total{command=\"lease6-get\",result=\"0\","
                                + "service=\"dhcp6\"} 1.0")
                .containsPattern("failures_total\\{reason=\"connect\",service=\"d2\"} ")
                .containsPattern(
                        "forward_seconds_count\\{outcome=\"answered\",service=\"dhcp6\"} ");
    }

    @Test
    void keepsManagementOffTheCommandPort() throws Exception {
        assertThat(ask("GET /actuator/health HTTP/1.1\r\nHost: a\r\n\r\n").statusLine())
                .isEqualTo("HTTP/1.1 400 Bad Request");
        assertThat(manage("/actuator/env").statusCode()).isEqualTo(404);
    }

    private static Answer ask(String request) throws IOException {
        try (RawHttp client = new RawHttp(port)) {
            client.send(request);
            return client.receive();
        }
    }

    private static HttpResponse<String> manage(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port("local.management.port") + path);
            return client.send(
                    HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static int port(String property) {
        return context.getEnvironment().getRequiredProperty(property, Integer.class);
    }
}
