package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.TextResolver;
import io.tandem6.control.ControlCodec;
import io.tandem6.control.ControlCodec.Decoded;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.log.EventLog;
import io.tandem6.server.continuity.ContinuityFile;
import io.tandem6.server.control.Command;
import io.tandem6.server.control.CommandRegistry;
import io.tandem6.server.fake.CapturedExchange;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.fake.RecordedEvents;
import io.tandem6.server.fake.SentDatagrams;
import io.tandem6.server.lease.InMemoryLeaseStore;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.peer.PeerResult;
import io.tandem6.server.pipeline.ReplyPorts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server is asked what a real Kea was asked, in the same order, and answers in the same form: the
 * same result, the same keys, the same types of values.
 */
class CapturedRequestsTest {
    private static final String CONFIG =
            """
            { "Dhcp6": {
                "hooks-libraries": [
                  { "library": "libdhcp_lease_cmds.so" },
                  { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ {
                      "this-server-name": "server1", "mode": "hot-standby",
                      "peers": [
                        { "name": "server1", "url": "http://192.0.2.1:8000/", "role": "primary" },
                        { "name": "server2", "url": "http://192.0.2.2:8000/", "role": "standby" }
                      ] } ] } } ],
                "subnet6": [ { "id": 1, "subnet": "2001:db8:a::/48",
                    "pools": [ { "pool": "2001:db8:a:1::/64" } ],
                    "pd-pools": [ { "prefix": "2001:db8:b::", "prefix-len": 48,
                                    "delegated-len": 64 } ] } ] } }
            """;

    /** When the leases of the captures were new. */
    private static final long THEN = 1_795_301_440L;

    private static final JsonMapper JSON = new JsonMapper();

    private final FakeLoop loop = new FakeLoop(THEN);
    private final Map<String, CommandRegistry> servers =
            Map.of("server1", server("server1"), "server2", server("server2"));

    /** Talks to the other one all the while, so that both come to be hot-standby. */
    private CommandRegistry server(String name) {
        ServerNode node =
                new ServerNode(
                        new Dhcp6Parser(
                                        TextResolver.NONE,
                                        new Dhcp6ParserOptions(Optional.of(name), false))
                                .parse("kea.conf", CONFIG)
                                .config()
                                .orElseThrow(),
                        new ServerNode.Identity(
                                Duid.parse("000300010200000000ff"), 1, 1, ReplyPorts.STANDARD),
                        new LeaseTable(),
                        new ServerNode.Ports(
                                loop,
                                new InMemoryLeaseStore(1),
                                new SentDatagrams(),
                                (peer, command, timeout, done) ->
                                        loop.execute(() -> deliver(peer.name(), command, done)),
                                ContinuityFile.NONE,
                                new RecordedEvents(),
                                lease -> {},
                                EventLog.SILENT));
        node.start();
        loop.run();
        CommandRegistry commands = new CommandRegistry(node.commands(), EventLog.SILENT);
        commands.add(
                new Command() {
                    @Override
                    public String name() {
                        return "status-get";
                    }

                    @Override
                    public void execute(ControlRequest request, Consumer<ControlResponse> answer) {
                        ObjectNode status = JsonNodeFactory.instance.objectNode();
                        status.set("high-availability", node.relationships().status());
                        answer.accept(ControlResponse.success(null, status));
                    }
                });
        return commands;
    }

    private void deliver(String server, String command, Consumer<PeerResult> done) {
        ask(
                server,
                JSON.readTree(command),
                answer ->
                        done.accept(
                                new PeerResult.Answer(
                                        answer.path("result").asInt(),
                                        answer.path("text").asString(""),
                                        answer.get("arguments"))));
    }

    /**
     * Newer versions say more: what 2.2 says must be there, and nothing else than 3.3 says.
     *
     * @param maintenance whose requests of a maintenance are played: a server that the operator
     *     asks sends the partner its notice by itself
     */
    @ParameterizedTest
    @CsvSource({
        "kea-2.2.txt, false, operator",
        "kea-2.2.txt, false, partner",
        "kea-3.3.txt, true, operator",
        "kea-3.3.txt, true, partner"
    })
    void everyRequestIsAnsweredInTheSameForm(String file, boolean exactly, String maintenance) {
        List<CapturedExchange> exchanges =
                CapturedExchange.of(file).stream()
                        .filter(e -> !e.answeredByTheAgent())
                        .filter(
                                e ->
                                        !e.command().startsWith("ha-maintenance")
                                                || maintenance.equals("partner")
                                                        == e.command().endsWith("-notify"))
                        .toList();
        assertThat(exchanges).hasSizeGreaterThan(15);
        for (CapturedExchange exchange : exchanges) {
            bringAbout(exchange);
            JsonNode answer = ask(exchange.to(), exchange.request());
            assertForm(
                    exchange + " answered " + answer,
                    relevant(exchange, exchange.firstAnswer()),
                    answer,
                    exactly);
            loop.advance(Duration.ofSeconds(3));
        }
    }

    /** Of {@code status-get} the part of high availability alone is made by the node. */
    private static JsonNode relevant(CapturedExchange exchange, JsonNode answer) {
        if (!exchange.command().equals("status-get")) {
            return answer;
        }
        ObjectNode copy = (ObjectNode) answer.deepCopy();
        ((ObjectNode) copy.path("arguments")).retain("high-availability");
        return copy;
    }

    /** The captures are extracts: leases that are deleted, or told to the partner, were there. */
    private void bringAbout(CapturedExchange exchange) {
        if (exchange.command().equals("lease6-bulk-apply")) {
            JsonNode arguments = exchange.request().path("arguments");
            if (!arguments.path("deleted-leases").isEmpty()) {
                apply(exchange.to(), arguments.path("deleted-leases"));
            }
            apply(exchange.from(), arguments.path("leases"));
        }
    }

    private void apply(String server, JsonNode leases) {
        ObjectNode request = JSON.createObjectNode().put("command", "lease6-bulk-apply");
        request.putObject("arguments").set("leases", leases);
        ask(server, request);
    }

    private JsonNode ask(String server, JsonNode request) {
        List<JsonNode> answers = new ArrayList<>();
        ask(server, request, answers::add);
        loop.run();
        if (answers.isEmpty()) {
            // The end of maintenance is told a little later.
            loop.advance(Duration.ofSeconds(1));
        }
        assertThat(answers).as(request.toString()).hasSize(1);
        return answers.getFirst();
    }

    private void ask(String server, JsonNode request, Consumer<JsonNode> done) {
        Decoded decoded = ControlCodec.decode(request.toString().getBytes(StandardCharsets.UTF_8));
        servers.get(server)
                .execute(
                        ((Decoded.Accepted) decoded).request(),
                        answer -> done.accept(JSON.readTree(ControlCodec.encode(answer))));
    }

    private static void assertForm(String where, JsonNode captured, JsonNode own, boolean exactly) {
        assertThat(type(own)).as(where).isEqualTo(type(captured));
        if (captured.isObject()) {
            BiPredicate<JsonNode, JsonNode> keys =
                    (wanted, found) ->
                            found.propertyNames().containsAll(wanted.propertyNames())
                                    && (!exactly
                                            || wanted.propertyNames()
                                                    .containsAll(found.propertyNames()));
            assertThat(keys.test(captured, own))
                    .as("%s: keys %s", where, captured.propertyNames())
                    .isTrue();
            for (String key : captured.propertyNames()) {
                assertForm(where + " / " + key, captured.get(key), own.get(key), exactly);
            }
            if (captured.has("result")) {
                assertThat(own.get("result")).as(where).isEqualTo(captured.get("result"));
            }
        } else if (captured.isArray() && !captured.isEmpty() && !own.isEmpty()) {
            assertForm(where + " / 0", captured.get(0), own.get(0), exactly);
        }
    }

    private static String type(JsonNode node) {
        return node.isIntegralNumber() ? "integer" : node.getNodeType().name();
    }
}
