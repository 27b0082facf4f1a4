package io.tandem6.agent.command;

import io.tandem6.agent.socket.DaemonAnswer;
import io.tandem6.agent.socket.DaemonAnswer.Answered;
import io.tandem6.agent.socket.DaemonAnswer.Failed;
import io.tandem6.control.ControlCodec;
import io.tandem6.control.ControlCodec.Decoded;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.log.EventLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides by {@code service} who answers a command, the agent or daemons, and collects the answers,
 * one for each service named, in that order.
 */
public final class CommandRouter {
    /** Kea has four kinds of daemon; this many leaves room, and one request cannot ask forever. */
    private static final int SERVICES_MAX = 16;

    private final OwnCommands own;
    private final Map<String, Path> sockets;
    private final Daemons daemons;
    private final LongSupplier nanoTime;
    private final CommandMeter meter;
    private final EventLog log;

    /**
     * Ready to route.
     *
     * @param sockets by service
     * @param nanoTime monotonic time in nanoseconds
     */
    public CommandRouter(
            OwnCommands own,
            Map<String, Path> sockets,
            Daemons daemons,
            LongSupplier nanoTime,
            CommandMeter meter,
            EventLog log) {
        this.own = own;
        this.sockets = Map.copyOf(sockets);
        this.daemons = daemons;
        this.nanoTime = nanoTime;
        this.meter = meter;
        this.log = log;
    }

    /**
     * Has a command executed and waits for all answers.
     *
     * @param remoteAddress of the client, told to the daemons
     * @return the answers, each a JSON value
     */
    public List<byte[]> answer(Decoded.Accepted command, String remoteAddress) {
        ControlRequest request = command.request();
        log.log(AgentMessage.CTRL_AGENT_COMMAND_RECEIVED, request.command(), remoteAddress);
        JsonNode services = command.envelope().get("service");
        if (services == null || (services.isArray() && services.isEmpty())) {
            return List.of(ownAnswer(request.command(), own.execute(request)));
        }
        String refusal = refusal(services);
        if (refusal != null) {
            return List.of(ownAnswer(request.command(), ControlResponse.error(refusal)));
        }
        ObjectNode forwarded = command.envelope().deepCopy().put("remote-address", remoteAddress);
        byte[] text = ControlCodec.encode(forwarded);
        List<byte[]> answers = new ArrayList<>();
        for (JsonNode service : services) {
            answers.add(forward(service.stringValue(), request.command(), text));
        }
        return answers;
    }

    private static @Nullable String refusal(JsonNode services) {
        if (!services.isArray()) {
            return "service value must be a list";
        }
        if (services.size() > SERVICES_MAX) {
            return "service names more than " + SERVICES_MAX + " servers";
        }
        for (JsonNode service : services) {
            if (!service.isString()) {
                return ControlCodec.FAILURE_PREFIX + "service name must be a string";
            }
        }
        return null;
    }

    private byte[] ownAnswer(String command, ControlResponse response) {
        meter.answered(command, response.result());
        return ControlCodec.encode(response);
    }

    private byte[] forward(String service, String command, byte[] text) {
        Path socket = sockets.get(service);
        if (socket == null) {
            return ownAnswer(
                    command,
                    ControlResponse.error(
                            "forwarding socket is not configured for the server type " + service));
        }
        long start = nanoTime.getAsLong();
        DaemonAnswer answer = daemons.ask(socket, text);
        Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
        return switch (answer) {
            case Answered(byte[] json, int result) -> {
                meter.forwarded(service, command, result, took);
                log.log(
                        AgentMessage.CTRL_AGENT_COMMAND_FORWARDED,
                        command,
                        service,
                        result,
                        took.toMillis());
                yield json;
            }
            case Failed failed -> {
                meter.failed(service, failed.reason(), took);
                String explained = explain(service, failed);
                log.log(
                        AgentMessage.CTRL_AGENT_COMMAND_FORWARD_FAILED,
                        command,
                        service,
                        explained);
                yield ControlCodec.encode(ControlResponse.error(explained));
            }
        };
    }

    private static String explain(String service, Failed failed) {
        return switch (failed.reason()) {
            case CONNECT, CLOSED, TIMEOUT ->
                    "unable to forward command to the %s service: %s. The server is likely to be offline"
                            .formatted(service, failed.detail());
            case MALFORMED ->
                    "internal server error: unable to parse server's answer to the forwarded message: "
                            + failed.detail();
        };
    }
}
