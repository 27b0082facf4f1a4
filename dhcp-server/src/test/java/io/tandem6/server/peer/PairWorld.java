package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.control.ControlCodec;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import io.tandem6.log.LogMessage;
import io.tandem6.server.control.Command;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.ha.TestSettings;
import io.tandem6.server.lease.CommittingLeases;
import io.tandem6.server.lease.InMemoryLeaseStore;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.ReceivedUpdates;
import io.tandem6.server.lease.WatchedLeases;
import io.tandem6.server.peer.PeerResult.Cause;
import io.tandem6.server.peer.PeerResult.Unreachable;
import io.tandem6.server.pipeline.ServiceGate;
import io.tandem6.server.pipeline.ServiceGate.Query;
import io.tandem6.server.scenario.Words;
import io.tandem6.server.service.DhcpService;
import io.tandem6.server.service.ServiceCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two servers in one process, joined by a network that can lose, refuse and delay, with one clock.
 * A scenario says what clients, operators and cables do; every command that travels, and what the
 * servers log, is the trace.
 */
final class PairWorld {
    private static final Duration LATENCY = Duration.ofMillis(1);

    private final FakeLoop loop = new FakeLoop(Instant.parse("2026-11-03T01:00:00Z"));
    private final Map<String, Node> nodes = new TreeMap<>();
    private final Map<String, String> faults = new HashMap<>();
    private List<String> trace = new ArrayList<>();

    List<String> play(String input) {
        trace = new ArrayList<>();
        Words words = Words.of(input);
        switch (words.at(0)) {
            case "start" -> start(words);
            case "stop" -> stop(words.at(1));
            case "wait" -> loop.advance(Duration.ofMillis(Words.millis(words.at(1))));
            case "fault" -> fault(words);
            case "client" -> client(words);
            case "query" -> query(words);
            case "command" -> command(input);
            case "status" ->
                    trace.add(HaStatus.of(List.of(nodes.get(words.at(1)).ha), Map.of()).toString());
            default -> throw new IllegalArgumentException(input);
        }
        loop.run();
        nodes.values().forEach(node -> trace.add(node.describe()));
        return trace;
    }

    /** What the network does from now on: to all commands, or to those of one name. */
    private void fault(Words words) {
        String link = words.at(1) + " " + words.at(2);
        faults.put(words.plain().size() > 4 ? link + " " + words.at(4) : link, words.at(3));
    }

    private String faultOf(String from, String to, String command) {
        String link = from + " " + to;
        return faults.getOrDefault(link + " " + command, faults.getOrDefault(link, "none"));
    }

    private void start(Words words) {
        Node node =
                new Node(
                        TestSettings.of(words.at(1), words),
                        nodes.get(words.at(1)),
                        words.plain().contains("to-kea"));
        nodes.put(node.name, node);
        node.ha.start();
    }

    /** A crash: nothing it does later reaches anybody, and its leases are on disk. */
    private void stop(String name) {
        nodes.get(name).alive = false;
        nodes.get(name).ha.stop();
    }

    /** A client gets an address; it hears of it when it is safe. */
    private void client(Words words) {
        Node node = nodes.get(words.at(1));
        LeaseChange.Put put =
                new LeaseChange.Put(
                        TestLeases.lease(
                                words.at(2),
                                words.get("duid", "00030001aa"),
                                loop.epochSecond() - words.number("ago", 0)));
        List<LeaseChange> changes =
                List.of(
                        words.plain().contains("release")
                                ? new LeaseChange.Delete(put.lease())
                                : put);
        node.writer.commit(
                changes,
                stored ->
                        node.ha
                                .replicator()
                                .replicate(
                                        changes,
                                        acknowledged ->
                                                note(
                                                        node.name
                                                                + (acknowledged
                                                                        ? " answers "
                                                                        : " leaves unanswered ")
                                                                + words.at(2))));
        loop.run();
    }

    private void query(Words words) {
        ServiceGate.Verdict verdict =
                nodes.get(words.at(1))
                        .ha
                        .admit(
                                new Query(
                                        (int) words.number("type", 1),
                                        Duid.parse(words.get("duid", "00030001aa")),
                                        (int) words.number("elapsed", 0),
                                        false));
        note(
                switch (verdict) {
                    case ServiceGate.Serve serve -> "served as " + serve.classes();
                    case ServiceGate.ServiceDisabled ignored -> "service disabled";
                    case ServiceGate.NotInScope ignored -> "not in scope";
                    case ServiceGate.NoRelationship ignored -> "no relationship";
                });
    }

    private void command(String input) {
        String[] parts = input.split(" ", 4);
        nodes.get(parts[1])
                .execute(
                        new ControlRequest(
                                parts[2],
                                parts.length > 3 ? JsonMapper.shared().readTree(parts[3]) : null),
                        answer -> note(ControlCodec.toJson(answer).toString()));
    }

    private void note(String text) {
        trace.add("%.3f %s".formatted(loop.millis() / 1000.0, text));
    }

    private final class Node implements PeerTransport, EventLog {
        private final String name;
        private final LeaseTable leases;
        private final WatchedLeases writer;
        private final DhcpService service = new DhcpService(loop);
        private final HighAvailability ha;
        private final Map<String, BiConsumer<ControlRequest, Consumer<ControlResponse>>> commands =
                new HashMap<>();
        private boolean alive = true;
        private final boolean speaksAsKea;

        private Node(HaSettings settings, Node before, boolean speaksAsKea) {
            this.speaksAsKea = speaksAsKea;
            name = settings.thisServerName();
            leases = before == null ? new LeaseTable() : before.leases;
            writer =
                    new WatchedLeases(
                            new CommittingLeases(leases, new InMemoryLeaseStore(1), loop));
            ha =
                    new HighAvailability(
                            0,
                            settings,
                            new HighAvailability.Surroundings(
                                    loop,
                                    this,
                                    service,
                                    leases,
                                    writer,
                                    new UpdateNumbers(1),
                                    new ReceivedUpdates(),
                                    Duid.EMPTY,
                                    this),
                            lease -> true,
                            Agreeing.NEVER);
            for (Command c : HaCommands.of(List.of(ha), service)) {
                commands.put(c.name(), c::execute);
            }
            for (Command c : ServiceCommands.of(service)) {
                commands.put(c.name(), c::execute);
            }
            TestLeaseCommands leaseCommands = new TestLeaseCommands(leases, writer);
            commands.put("lease6-get-page", leaseCommands::page);
            commands.put("lease6-bulk-apply", leaseCommands::bulkApply);
        }

        @Override
        public void send(Peer peer, String command, Duration timeout, Consumer<PeerResult> done) {
            if (!alive) {
                return;
            }
            JsonNode json = JsonMapper.shared().readTree(command);
            if (speaksAsKea && json.path("arguments") instanceof ObjectNode arguments) {
                arguments.remove(List.of(HeartbeatAnswer.SETTLED));
            }
            String what = name + " > " + peer.name() + " " + summary(json);
            Consumer<PeerResult> arrive =
                    result -> {
                        if (alive) {
                            note(what + " = " + summary(result));
                            done.accept(result);
                        }
                    };
            Node target = nodes.get(peer.name());
            String fault = faultOf(name, peer.name(), json.get("command").stringValue());
            if (fault.equals("refused") || target == null || !target.alive) {
                later(LATENCY, () -> arrive.accept(new Unreachable(Cause.REFUSED, "refused")));
                return;
            }
            if (fault.equals("error")) {
                later(
                        LATENCY,
                        () -> arrive.accept(overHttp(ControlResponse.error("it does not work"))));
                return;
            }
            boolean lost = fault.equals("lost") || fault.equals("timeout");
            if (!fault.equals("timeout")) {
                later(
                        LATENCY,
                        () ->
                                target.execute(
                                        new ControlRequest(
                                                json.get("command").stringValue(),
                                                json.get("arguments")),
                                        answer -> {
                                            if (!lost) {
                                                later(
                                                        LATENCY,
                                                        () -> arrive.accept(overHttp(answer)));
                                            }
                                        }));
            }
            if (lost) {
                later(timeout, () -> arrive.accept(new Unreachable(Cause.TIMEOUT, "timeout")));
            }
        }

        private void execute(ControlRequest request, Consumer<ControlResponse> answer) {
            var command = commands.get(request.command());
            if (command == null) {
                answer.accept(
                        new ControlResponse(ControlResponse.UNSUPPORTED, "unsupported", null));
            } else {
                command.accept(request, answer);
            }
        }

        @Override
        public void log(LogMessage message, Object... arguments) {
            if (message.severity() != LogMessage.Severity.DEBUG && alive) {
                String text = message.text();
                for (Object argument : arguments) {
                    text = text.replaceFirst("\\{}", String.valueOf(argument));
                }
                note(name + " " + message.name() + " " + text);
            }
        }

        private String describe() {
            return name
                    + ": "
                    + (alive
                            ? ha.state().current().wireName()
                                    + ", service "
                                    + (service.state().isOn() ? "on" : "off")
                                    + ", scopes "
                                    + ha.state().scopes().stream()
                                            .sorted()
                                            .collect(Collectors.toList())
                            : "dead")
                    + ", leases "
                    + leases.size();
        }
    }

    private void later(Duration delay, Runnable task) {
        loop.schedule(delay, task);
    }

    /** As it would come out of HTTP: an array, in octets. */
    private static PeerResult overHttp(ControlResponse answer) {
        String body =
                JsonNodeFactory.instance.arrayNode().add(ControlCodec.toJson(answer)).toString();
        return AnswerReader.read(200, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String summary(JsonNode command) {
        JsonNode arguments = command.path("arguments");
        String name = command.get("command").stringValue();
        return switch (name) {
            case "lease6-get-page" ->
                    name
                            + " from "
                            + arguments.get("from").stringValue()
                            + " limit "
                            + arguments.get("limit");
            case "lease6-bulk-apply" ->
                    name
                            + " +"
                            + arguments.get("leases").size()
                            + " -"
                            + arguments.get("deleted-leases").size();
            case "ha-heartbeat" -> name;
            default -> name + " " + arguments;
        };
    }

    private static String summary(PeerResult result) {
        return switch (result) {
            case Unreachable unreachable -> unreachable.text();
            case PeerResult.Answer answer -> {
                JsonNode arguments = answer.arguments();
                String essence = answer.isSuccess() ? "" : answer.text();
                if (arguments != null && arguments.has("state")) {
                    essence = arguments.get("state").stringValue();
                } else if (arguments != null && arguments.has("leases")) {
                    essence = arguments.get("leases").size() + " leases";
                }
                yield (answer.result() + " " + essence).strip();
            }
        };
    }
}
