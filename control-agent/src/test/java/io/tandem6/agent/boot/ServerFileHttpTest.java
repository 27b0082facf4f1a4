package io.tandem6.agent.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tandem6.agent.settings.AgentConfigFile;
import io.tandem6.agent.settings.AgentSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The agent as the HTTP side of a server with Kea 3's addresses. Starts it once. */
@Timeout(30)
class ServerFileHttpTest {
    @TempDir private static Path directory;
    private static FakeDaemon daemon;
    private static ConfigurableApplicationContext context;
    private static int peerPort;

    private static final JsonMapper JSON = new JsonMapper();

    private static final int PLAIN = 1;
    private static final int TLS = 2;
    private static final int TLS_FOR_ALL = 3;

    @BeforeAll
    static void start() throws IOException {
        daemon = new FakeDaemon(directory.resolve("socket"));
        System.setProperty("TANDEM6_AGENT_MANAGEMENT_PORT", "0");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            peerPort = free.getLocalPort();
        }
        context = AgentServer.start(settings(sockets(), peerPort), options());
    }

    private static AgentOptions options() {
        return AgentOptions.standard(false, () -> {});
    }

    private static String sockets() {
        return """
               { "socket-type": "unix", "socket-name": "%1$s/socket" },
               { "socket-type": "http", "socket-port": 0,
                 "http-headers": [ { "name": "X-Which", "value": "plain" } ],
                 "authentication": { "type": "basic",
                                     "clients": [ { "user": "op", "password": "1" } ] } },
               { "socket-type": "https", "socket-address": "::1", "socket-port": 0, %2$s },
               { "socket-type": "https", "socket-port": 0, %2$s, "cert-required": false }
               """
                .formatted(directory, TestTls.keywords("alpha"));
    }

    private static AgentSettings settings(String sockets, int peerPort) throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("kea.conf"),
                        """
                        { "Dhcp6": {
                            "control-sockets": [ %s ],
                            "hooks-libraries": [
                              { "library": "libdhcp_lease_cmds.so" },
                              { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ {
                                  "this-server-name": "a", "mode": "hot-standby", %s,
                                  "peers": [
                                    { "name": "a", "url": "http://127.0.0.1:%d/", "role": "primary",
                                      "basic-auth-user": "peer", "basic-auth-password": "2" },
                                    { "name": "b", "url": "http://192.0.2.2:8002/",
                                      "role": "standby" } ] } ] } } ]
                        } }
                        """
                                .formatted(sockets, TestTls.keywords("alpha"), peerPort));
        return AgentConfigFile.read(file, Optional.empty()).config().orElseThrow();
    }

    @AfterAll
    static void stop() throws IOException {
        context.close();
        daemon.close();
        System.clearProperty("TANDEM6_AGENT_MANAGEMENT_PORT");
    }

    private static String url(String scheme, int listener) {
        int port = context.getBean(HttpConnectors.class).port(listener);
        return scheme + "://" + (listener == TLS ? "[::1]" : "127.0.0.1") + ":" + port + "/any";
    }

    private static HttpResponse<String> ask(
            HttpClient client, String url, String credentials, String command) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(credentials.getBytes(UTF_8)))
                        .POST(HttpRequest.BodyPublishers.ofString(command))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"command\":\"c\"} | {\"arguments\":{\"command\":\"c\",\"remote-address\":\"127.0.0.1\"},\"result\":0}",
                "{\"command\":\"c\",\"service\":[]} | {\"arguments\":{\"command\":\"c\",\"remote-address\":\"127.0.0.1\",\"service\":[]},\"result\":0}",
                "{\"command\":\"c\",\"service\":[\"\"]} | \"service\":[\"\"]},\"result\":0}",
                "{\"command\":\"c\",\"service\":[\"dhcp6\"]} | \"service\":[\"dhcp6\"]},\"result\":0}",
                "{\"command\":\"shutdown\"} | {\"arguments\":{\"command\":\"shutdown\"",
                "{\"command\":\"c\",\"service\":[\"dhcp4\"]} | {\"result\":1,\"text\":\"unsupported service 'dhcp4', expected 'dhcp6'\"}",
                "{\"command\":\"c\",\"service\":[\"dhcp6\",\"dhcp6\"]} | {\"result\":1,\"text\":\"service value has more than one item\"}",
                "{\"command\":\"c\",\"service\":\"dhcp6\"} | {\"result\":1,\"text\":\"service value must be a list\"}",
                "{\"command\":\"c\",\"service\":[6]} | {\"result\":1,\"text\":\"service name must be a string\"}",
            })
    void everythingIsForTheServer(String command, String answer) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = ask(client, url("http", PLAIN), "op:1", command);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).startsWith("[ ").contains(answer).endsWith(" ]");
            assertThat(response.headers().firstValue("X-Which")).contains("plain");
        }
    }

    @Test
    void eachAddressHasItsOwnClients() throws Exception {
        try (HttpClient operator = HttpClient.newHttpClient();
                HttpClient partner = TestTls.client("beta")) {
            HttpResponse<String> refused =
                    ask(operator, url("http", PLAIN), "peer:2", "{\"command\":\"status-get\"}");

            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate"))
                    .contains("Basic realm=\"kea-dhcpv6-server\"");
            assertThat(
                            ask(partner, url("https", 0), "op:1", "{\"command\":\"ha-heartbeat\"}")
                                    .statusCode())
                    .isEqualTo(401);
            assertThat(
                            ask(partner, url("https", TLS), "no:body", "{\"command\":\"c\"}")
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ha-heartbeat, 200",
        "lease6-bulk-apply, 200",
        "lease6-get-page, 200",
        "ha-maintenance-notify, 200",
        "status-get, 200",
        "ha-sync, 403",
        "lease6-get, 403",
        "config-get, 403",
        "shutdown, 403"
    })
    void partnersSendTheirOwnCommandsOnly(String command, int status) throws Exception {
        try (HttpClient partner = TestTls.client("beta")) {
            HttpResponse<String> response =
                    ask(
                            partner,
                            url("https", 0),
                            "peer:2",
                            "{\"command\":\"%s\",\"service\":[\"dhcp6\"]}".formatted(command));

            assertThat(response.statusCode()).isEqualTo(status);
            if (status == 403) {
                assertThat(response.body())
                        .isEqualTo(
                                "{ \"result\": 403, \"text\": \"Forbidden: only HA commands are taken"
                                        + " at this address (restrict-commands)\" }");
            }
        }
    }

    /**
     * What real servers and their operators have sent comes through, and answers come in a list.
     */
    @ParameterizedTest
    @ValueSource(strings = {"kea-2.2.txt", "kea-3.3.txt"})
    void whatKeaSendsIsForwarded(String file) throws Exception {
        Path captures = Path.of("../dhcp-server/src/test/resources/captures");
        List<String> requests =
                Files.readAllLines(captures.resolve(file)).stream()
                        .filter(line -> line.contains(" -> "))
                        .toList();
        assertThat(requests).hasSizeGreaterThan(20);
        try (HttpClient partner = TestTls.client("beta");
                HttpClient operator = HttpClient.newHttpClient()) {
            for (String line : requests) {
                String request = line.split(" ", 4)[3];
                HttpResponse<String> response =
                        line.startsWith("operator")
                                ? ask(operator, url("http", PLAIN), "op:1", request)
                                : ask(partner, url("https", 0), "peer:2", request);

                assertThat(response.statusCode()).as(line).isEqualTo(200);
                JsonNode answers = JSON.readTree(response.body());
                assertThat(answers.isArray()).as(line).isTrue();
                assertThat(answers).as(line).hasSize(1);
                ObjectNode forwarded = (ObjectNode) answers.get(0).path("arguments");
                forwarded.remove("remote-address");
                assertThat(forwarded).isEqualTo(JSON.readTree(request));
            }
        }
    }

    @Test
    void aClientOfTheTrustAnchorIsServed() throws Exception {
        try (HttpClient client = TestTls.client("gamma")) {
            assertThat(ask(client, url("https", TLS), "x:y", "{\"command\":\"c\"}").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aClientFromElsewhereIsNot() {
        try (HttpClient client = TestTls.client("stranger")) {
            assertThatThrownBy(() -> ask(client, url("https", TLS), "x:y", "{\"command\":\"c\"}"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aClientWithoutCertificateIsServedWhereNoneIsRequired() throws Exception {
        try (HttpClient client = TestTls.anonymous()) {
            assertThatThrownBy(() -> ask(client, url("https", TLS), "x:y", "{\"command\":\"c\"}"))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> ask(client, url("https", 0), "peer:2", "{\"command\":\"c\"}"))
                    .isInstanceOf(IOException.class);
            assertThat(
                            ask(client, url("https", TLS_FOR_ALL), "x:y", "{\"command\":\"c\"}")
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void clearTextToATlsAddressIsCutOff() throws IOException {
        try (RawHttp client = new RawHttp(context.getBean(HttpConnectors.class).port(0))) {
            client.send(Exchange.post("{\"command\":\"ha-heartbeat\"}"));
            assertThat(client.rest()).doesNotContain("HTTP");
        }
    }

    @Test
    void everyAddressThatCannotBeListenedOnIsNamed() throws Exception {
        String sockets =
                """
                { "socket-type": "unix", "socket-name": "/s" },
                { "socket-type": "http", "socket-address": "198.51.100.1", "socket-port": 8003 },
                { "socket-type": "https", "socket-port": 0, "trust-anchor": "/nowhere.pem",
                  "cert-file": "c", "key-file": "k" }
                """;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            AgentSettings settings = settings(sockets, taken.getLocalPort());

            Throwable failure = catchThrowable(() -> AgentServer.start(settings, options()));

            assertThat(ControlAgentApplication.reason(failure).lines())
                    .satisfiesExactly(
                            line ->
                                    assertThat(line)
                                            .isEqualTo(
                                                    "cannot listen on 127.0.0.1:%d (the url of peer 'a'): Address already in use",
                                                    taken.getLocalPort()),
                            line ->
                                    assertThat(line)
                                            .startsWith(
                                                    "cannot listen on 198.51.100.1:8003 (the"
                                                            + " control socket at ")
                                            .endsWith(
                                                    "kea.conf:3:1): Cannot assign requested"
                                                            + " address"),
                            line ->
                                    assertThat(line)
                                            .contains("kea.conf:4:61: trust-anchor '/nowhere.pem'")
                                            .endsWith("there is no such file"));
        }
    }
}
