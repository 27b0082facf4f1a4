package io.tandem6.cli.up;

import io.tandem6.control.ControlResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends commands to a DHCPv6 server through its control agent, as curl would. */
final class AgentClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpClient http;

    AgentClient(HttpClient http) {
        this.http = http;
    }

    /** The command that the server behind an agent is to run. */
    static ObjectNode command(String name) {
        ObjectNode command = JsonNodeFactory.instance.objectNode().put("command", name);
        command.putArray("service").add("dhcp6");
        return command;
    }

    /** What one types to send {@code command} by hand. */
    static String curlLine(URI agent, ObjectNode command) {
        return "curl -s -H 'Content-Type: application/json' -d '" + command + "' " + agent;
    }

    /** The answer to {@code command}; an error if no usable answer comes. */
    ControlResponse ask(URI agent, ObjectNode command) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(agent)
                        .timeout(TIMEOUT)
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(command.toString()))
                        .build();
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            return read(response.statusCode(), response.body());
        } catch (IOException e) {
            return ControlResponse.error("no answer from " + agent + ": " + e);
        }
    }

    /** The first answer in the list that agents send. */
    static ControlResponse read(int status, String body) {
        JsonNode answer;
        try {
            answer = MAPPER.readTree(body).path(0);
        } catch (JacksonException e) {
            return ControlResponse.error("HTTP status " + status + " and no JSON: " + body);
        }
        if (!answer.path("result").isInt()) {
            return ControlResponse.error("HTTP status " + status + " and no result: " + body);
        }
        return new ControlResponse(
                answer.path("result").intValue(),
                answer.path("text").asString(""),
                answer.get("arguments"));
    }
}
