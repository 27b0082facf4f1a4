package io.tandem6.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tandem6.control.ControlResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentClientTest {
    @Test
    void readsTheFirstAnswerOfTheList() {
        ControlResponse response =
                AgentClient.read(
                        200,
                        "[ { \"result\": 0, \"text\": \"fine\", \"arguments\": { \"a\": 1 } } ]");

        assertThat(response.result()).isZero();
        assertThat(response.text()).isEqualTo("fine");
        assertThat(response.arguments()).hasToString("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "[1]", "[{\"result\":\"0\"}]", "<html>", "[{\"result\":0}"})
    void anythingElseIsAnErrorWithTheText(String body) {
        ControlResponse response = AgentClient.read(502, body);

        assertThat(response.result()).isEqualTo(ControlResponse.ERROR);
        assertThat(response.text()).contains("502").contains(body);
    }

    @Test
    void sendsWhatControlAgentsAccept() throws IOException, InterruptedException {
        CompletableFuture<String> request = new CompletableFuture<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var headers = exchange.getRequestHeaders();
                    request.complete(
                            "%s %s %s %s"
                                    .formatted(
                                            exchange.getRequestMethod(),
                                            headers.getFirst("Content-Type"),
                                            headers.getFirst("Content-Length"),
                                            new String(
                                                    exchange.getRequestBody().readAllBytes(),
                                                    StandardCharsets.UTF_8)));
                    byte[] answer = "[{\"result\":3}]".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");

            ControlResponse response =
                    new AgentClient(http).ask(uri, AgentClient.command("ha-heartbeat"));

            String body = "{\"command\":\"ha-heartbeat\",\"service\":[\"dhcp6\"]}";
            assertThat(response.result()).isEqualTo(ControlResponse.EMPTY);
            assertThat(request.join())
                    .isEqualTo("POST application/json " + body.length() + " " + body);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anAgentThatIsNotThereIsAnError() throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        URI uri = URI.create("http://127.0.0.1:" + port + "/");
        try (HttpClient http = HttpClient.newHttpClient()) {
            ControlResponse response =
                    new AgentClient(http).ask(uri, AgentClient.command("status-get"));

            assertThat(response.result()).isEqualTo(ControlResponse.ERROR);
            assertThat(response.text()).contains(uri.toString());
        }
    }
}
