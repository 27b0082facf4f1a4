package io.tandem6.agent.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tandem6.config.AgentConfig;
import io.tandem6.config.AgentConfigParser;
import io.tandem6.config.ParseResult;
import io.tandem6.config.Problem;
import io.tandem6.config.TextResolver;
import io.tandem6.control.ControlCodec;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The commands that the agent answers itself. */
public final class OwnCommands {
    private static final String TOP = "Control-agent";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper JSON_MAPPER = JsonMapper.shared();

    private final NavigableMap<String, Function<@Nullable JsonNode, ControlResponse>> commands =
            new TreeMap<>();
    private final AgentConfig config;
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
            AgentConfig config, AgentVersion version, LongSupplier nanoTime, Runnable stop) {
        this.config = config;
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
        return ControlResponse.success(null, JSON_MAPPER.valueToTree(config.tree().toPlain()));
    }

    private static ControlResponse configTest(@Nullable JsonNode arguments) {
        if (arguments == null) {
            return ControlResponse.error("Missing mandatory 'arguments' parameter.");
        }
        if (arguments.get(TOP) == null) {
            return ControlResponse.error("Missing mandatory '" + TOP + "' parameter.");
        }
        ParseResult<AgentConfig> result =
                new AgentConfigParser(TextResolver.NONE)
                        .parse("<wire>", new String(ControlCodec.encode(arguments), UTF_8));
        return result.config().isPresent()
                ? ControlResponse.success("Configuration check successful")
                : ControlResponse.error(
                        result.errors().stream()
                                .map(Problem::toString)
                                .collect(Collectors.joining("; ")));
    }

    private ControlResponse shutdown() {
        stop.run();
        return ControlResponse.success("Control Agent is shutting down");
    }
}
