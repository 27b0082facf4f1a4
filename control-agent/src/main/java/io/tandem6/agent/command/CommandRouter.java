package io.tandem6.agent.command;

import io.tandem6.control.ControlCodec;
import io.tandem6.control.ControlCodec.Decoded;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.log.EventLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decides by {@code service} who answers a command, the agent or daemons, and collects the answers,
 * one for each service named, in that order.
 */
public final class CommandRouter implements Commands {
    /** Kea has four kinds of daemon; this many leaves room, and one request cannot ask forever. */
    private static final int SERVICES_MAX = 16;

    private final OwnCommands own;
    private final Map<String, Path> sockets;
    private final Forwarding forwarding;
    private final CommandMeter meter;
    private final EventLog log;

    /**
     * Ready to route.
     *
     * @param sockets by service
     */
    public CommandRouter(
            OwnCommands own,
            Map<String, Path> sockets,
            Forwarding forwarding,
            CommandMeter meter,
            EventLog log) {
        this.own = own;
        this.sockets = Map.copyOf(sockets);
        this.forwarding = forwarding;
        this.meter = meter;
        this.log = log;
    }

    @Override
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
        byte[] text = Forwarding.text(command, remoteAddress);
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
        return socket == null
                ? ownAnswer(
                        command,
                        ControlResponse.error(
                                "forwarding socket is not configured for the server type "
                                        + service))
                : forwarding.forward(service, socket, command, text);
    }
}
