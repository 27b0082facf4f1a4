package io.tandem6.interop.peer;

import io.tandem6.interop.lab.Finished;
import io.tandem6.interop.lab.Host;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends commands to a control agent from one of the lab's hosts. A process cannot open a connection
 * in another network namespace than its own, so curl does it.
 */
public final class AgentClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Host from;
    private final String url;

    /** Talks to the agent at {@code url}. */
    public AgentClient(Host from, String url) {
        this.from = from;
        this.url = url;
    }

    /** The same agent as seen from another host. */
    public AgentClient from(Host other) {
        return new AgentClient(other, url);
    }

    /**
     * One server's answer to a command.
     *
     * @param result 0 success, 1 error, 2 unsupported, 3 empty
     * @param text for people
     * @param arguments missing if there are none
     */
    public record Answer(int result, String text, JsonNode arguments) {}

    /**
     * An HTTP answer.
     *
     * @param status 0 if there was none
     * @param body may be empty
     */
    public record Http(int status, String body) {}

    /** Sends a command without arguments to the DHCPv6 server. */
    public Answer command(String command) {
        return command(command, JSON.createObjectNode());
    }

    /**
     * Sends a command to the DHCPv6 server.
     *
     * @throws IllegalStateException if nothing answers
     */
    public Answer command(String command, ObjectNode arguments) {
        Http http = post(body(command, arguments));
        return answer(http)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no answer to " + command + " from " + url + ": " + http));
    }

    /** The answer to a command without arguments if the server, and not the agent, gave one. */
    public Optional<Answer> tryCommand(String command) {
        return tryCommand(command, JSON.createObjectNode());
    }

    /** The answer to a command if the server succeeded with it. */
    public Optional<Answer> tryCommand(String command, ObjectNode arguments) {
        return answer(post(body(command, arguments))).filter(answer -> answer.result() == 0);
    }

    /** The server's own high availability state, empty if it does not answer. */
    public String haState() {
        return tryCommand("status-get")
                .map(
                        answer ->
                                answer.arguments()
                                        .at("/high-availability/0/ha-servers/local/state")
                                        .asString(""))
                .orElse("");
    }

    /** True if the server says that continuity with its partner is in force. */
    public boolean hasContinuity() {
        return tryCommand("status-get")
                .map(
                        answer ->
                                answer.arguments()
                                        .at("/high-availability/0/tandem6/in-force")
                                        .asBoolean(false))
                .orElse(false);
    }

    /** The current value of one of the server's counters, 0 if it does not answer or has none. */
    public long statistic(String name) {
        ObjectNode arguments = JSON.createObjectNode();
        arguments.put("name", name);
        return answer(post(body("statistic-get", arguments)))
                .map(answer -> answer.arguments().at("/" + name + "/0/0").asLong(0))
                .orElse(0L);
    }

    private static String body(String command, ObjectNode arguments) {
        ObjectNode request = JSON.createObjectNode();
        request.put("command", command);
        request.putArray("service").add("dhcp6");
        if (!arguments.isEmpty()) {
            request.set("arguments", arguments);
        }
        return request.toString();
    }

    private static Optional<Answer> answer(Http http) {
        try {
            JsonNode first = JSON.readTree(http.body()).path(0);
            return first.path("result").isInt()
                    ? Optional.of(
                            new Answer(
                                    first.path("result").asInt(),
                                    first.path("text").asString(""),
                                    first.path("arguments")))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Posts {@code body} as it is. */
    public Http post(String body) {
        Finished curl =
                from.runOnNetwork(
                        LIMIT,
                        List.of(
                                "curl",
                                "--silent",
                                "--max-time",
                                "25",
                                "--header",
                                "Content-Type: application/json",
                                "--data-binary",
                                "@-",
                                "--write-out",
                                "\n%{http_code}",
                                url),
                        body);
        String output = curl.output();
        int end = output.lastIndexOf('\n');
        return new Http(Integer.parseInt(output.substring(end + 1)), output.substring(0, end));
    }
}
