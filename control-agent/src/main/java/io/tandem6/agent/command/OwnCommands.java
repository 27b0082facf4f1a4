package io.tandem6.agent.command;

import io.tandem6.agent.settings.AgentSettings;
import io.tandem6.agent.settings.SettingsException;
import io.tandem6.agent.settings.SettingsJson;
import io.tandem6.agent.settings.SettingsReader;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The commands that the agent answers itself. */
public final class OwnCommands {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final NavigableMap<String, Function<@Nullable JsonNode, ControlResponse>> commands =
            new TreeMap<>();
    private final AgentSettings settings;
    private final AgentVersion version;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final Runnable stop;

    /**
     * All of them.
     *
     * @param nanoTime monotonic time in nanoseconds
     * @param stop ends the agent after the answer is out; returns at once
     */
    public OwnCommands(
            AgentSettings settings, AgentVersion version, LongSupplier nanoTime, Runnable stop) {
        this.settings = settings;
        this.version = version;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
        this.stop = stop;
        commands.put("build-report", arguments -> ControlResponse.success(version.report()));
        commands.put("config-get", arguments -> configGet());
        commands.put("config-test", OwnCommands::configTest);
        commands.put("list-commands", arguments -> listCommands());
        commands.put("shutdown", arguments -> shutdown());
        commands.put("status-get", arguments -> statusGet());
        commands.put("version-get", arguments -> versionGet());
    }

    /** Executes one. */
    public ControlResponse execute(ControlRequest request) {
        Function<@Nullable JsonNode, ControlResponse> command = commands.get(request.command());
        return command == null
                ? unsupported(request.command())
                : command.apply(request.arguments());
    }

    private static ControlResponse unsupported(String command) {
        return new ControlResponse(
                ControlResponse.UNSUPPORTED,
                "'%s' command not supported. You did not include \"service\" parameter in the command, which indicates that the control agent itself was to execute it. To have a server execute it, name the server, as in \"service\": [ \"dhcp6\" ]."
                        .formatted(command),
                null);
    }

    private ControlResponse listCommands() {
        ArrayNode names = JSON.arrayNode();
        commands.keySet().forEach(names::add);
        return ControlResponse.success(null, names);
    }

    private ControlResponse versionGet() {
        return ControlResponse.success(
                version.number(), JSON.objectNode().put("extended", version.extended()));
    }

    private ControlResponse statusGet() {
        long seconds = Duration.ofNanos(nanoTime.getAsLong() - startNanos).toSeconds();
        ObjectNode status =
                JSON.objectNode()
                        .put("pid", ProcessHandle.current().pid())
                        .put("uptime", seconds)
                        .put("reload", seconds);
        return ControlResponse.success(null, status);
    }

    private ControlResponse configGet() {
        return ControlResponse.success(null, SettingsJson.of(settings));
    }

    private static ControlResponse configTest(@Nullable JsonNode arguments) {
        if (arguments == null) {
            return ControlResponse.error("Missing mandatory 'arguments' parameter.");
        }
        JsonNode top = arguments.get(SettingsReader.TOP);
        if (top == null) {
            return ControlResponse.error(
                    "Missing mandatory '" + SettingsReader.TOP + "' parameter.");
        }
        try {
            SettingsReader.read(top);
            return ControlResponse.success("Configuration check successful");
        } catch (SettingsException e) {
            return ControlResponse.error(String.valueOf(e.getMessage()));
        }
    }

    private ControlResponse shutdown() {
        stop.run();
        return ControlResponse.success("Control Agent is shutting down");
    }
}
