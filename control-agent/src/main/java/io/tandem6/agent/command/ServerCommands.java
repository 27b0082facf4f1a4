package io.tandem6.agent.command;

import io.tandem6.control.ControlCodec;
import io.tandem6.control.ControlCodec.Decoded;
import io.tandem6.control.ControlResponse;
import io.tandem6.log.EventLog;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All commands are for one server, as where Kea 3's server has its own HTTP address: {@code
 * service} may be left out, and may name nobody else. The texts are Kea's, since clients look at
 * them.
 */
public final class ServerCommands implements Commands {
    private final String service;
    private final Path socket;
    private final Forwarding forwarding;
    private final EventLog log;

    /**
     * Ready to forward.
     *
     * @param service the server's name
     * @param socket its control socket
     */
    public ServerCommands(String service, Path socket, Forwarding forwarding, EventLog log) {
        this.service = service;
        this.socket = socket;
        this.forwarding = forwarding;
        this.log = log;
    }

    @Override
    public List<byte[]> answer(Decoded.Accepted command, String remoteAddress) {
        String name = command.request().command();
        log.log(AgentMessage.CTRL_AGENT_COMMAND_RECEIVED, name, remoteAddress);
        String refusal = refusal(command.envelope().get("service"));
        if (refusal != null) {
            return List.of(ControlCodec.encode(ControlResponse.error(refusal)));
        }
        return List.of(
                forwarding.forward(service, socket, name, Forwarding.text(command, remoteAddress)));
    }

    private @Nullable String refusal(@Nullable JsonNode services) {
        if (services == null) {
            return null;
        }
        if (!services.isArray()) {
            return "service value must be a list";
        }
        if (services.isEmpty()) {
            return null;
        }
        if (services.size() > 1) {
            return "service value has more than one item";
        }
        JsonNode named = services.get(0);
        if (!named.isString()) {
            return "service name must be a string";
        }
        String name = named.stringValue();
        return name.isEmpty() || name.equals(service)
                ? null
                : "unsupported service '%s', expected '%s'".formatted(name, service);
    }
}
