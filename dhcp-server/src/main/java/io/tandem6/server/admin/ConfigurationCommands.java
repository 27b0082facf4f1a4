package io.tandem6.server.admin;

import io.tandem6.config.JsonValue;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.server.admin.Configurations.ChangeOutcome;
import io.tandem6.server.admin.Configurations.TestOutcome;
import io.tandem6.server.admin.Configurations.WriteOutcome;
import io.tandem6.server.control.CheckedCommand;
import io.tandem6.server.control.Command;
import io.tandem6.server.control.InvalidArgumentsException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The {@code config-*} commands, with Kea's arguments and texts. */
public final class ConfigurationCommands {
    private static final String ROOT = "Dhcp6";

    /** Stands beside the configuration in what {@code config-get} answers (Kea 2.4 and later). */
    private static final String HASH = "hash";

    private static final String SANE =
            "Configuration seems sane. Control-socket, hook-libraries, and D2 configuration were"
                    + " sanity checked, but not applied.";

    private static final String NOTES = " Note: ";

    private static final JsonMapper JSON = new JsonMapper();

    private final Configurations configurations;

    private ConfigurationCommands(Configurations configurations) {
        this.configurations = configurations;
    }

    /** All of them. */
    public static List<Command> of(Configurations configurations) {
        ConfigurationCommands commands = new ConfigurationCommands(configurations);
        return List.of(
                new ConfigurationCommand("config-get", commands::get),
                new ConfigurationCommand("config-hash-get", commands::hashGet),
                new ConfigurationCommand("config-test", commands::test),
                new ConfigurationCommand("config-set", commands::set),
                new ConfigurationCommand("config-reload", commands::reload),
                new ConfigurationCommand("config-write", commands::write));
    }

    private void get(@Nullable JsonNode arguments, Consumer<ControlResponse> answer) {
        ObjectNode shown = tree();
        String hash = hash(shown);
        answer.accept(ControlResponse.success(null, shown.put(HASH, hash)));
    }

    private void hashGet(@Nullable JsonNode arguments, Consumer<ControlResponse> answer) {
        answer.accept(ControlResponse.success(null, hashOnly()));
    }

    private void test(@Nullable JsonNode arguments, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        configurations.test(configuration(arguments), outcome -> answer.accept(describe(outcome)));
    }

    private static ControlResponse describe(TestOutcome outcome) {
        return switch (outcome) {
            case TestOutcome.Wrong wrong -> ControlResponse.error(wrong.reason());
            case TestOutcome.Sane(List<String> needsRestart, List<String> notes) ->
                    ControlResponse.success(
                            SANE
                                    + list(
                                            " config-set and config-reload would refuse it: ",
                                            needsRestart)
                                    + list(NOTES, notes));
        };
    }

    private void set(@Nullable JsonNode arguments, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        configurations.set(
                configuration(arguments), outcome -> answer.accept(describe("", outcome)));
    }

    private void reload(@Nullable JsonNode arguments, Consumer<ControlResponse> answer) {
        configurations.reload(
                outcome -> answer.accept(describe("Config reload failed: ", outcome)));
    }

    private void write(@Nullable JsonNode arguments, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        JsonNode file = arguments == null ? null : arguments.get("filename");
        if (file != null && !file.isString()) {
            throw new InvalidArgumentsException("passed parameter 'filename' is not a string");
        }
        configurations.write(
                Optional.ofNullable(file).map(JsonNode::stringValue),
                outcome -> answer.accept(describe(outcome)));
    }

    private static ControlResponse describe(WriteOutcome outcome) {
        return switch (outcome) {
            case WriteOutcome.Written written -> {
                ObjectNode arguments = JsonNodeFactory.instance.objectNode();
                arguments.put("filename", written.file());
                arguments.put("size", written.bytes());
                yield ControlResponse.success(
                        "Configuration written to " + written.file() + " successful", arguments);
            }
            case WriteOutcome.Failed failed -> ControlResponse.error(failed.reason());
        };
    }

    /** The configuration among the arguments, alone. */
    private static ObjectNode configuration(@Nullable JsonNode arguments)
            throws InvalidArgumentsException {
        if (arguments == null) {
            throw new InvalidArgumentsException("Missing mandatory 'arguments' parameter.");
        }
        if (!arguments.isObject() || !arguments.has(ROOT)) {
            throw new InvalidArgumentsException("Missing mandatory 'Dhcp6' parameter.");
        }
        if (!arguments.get(ROOT).isObject()) {
            throw new InvalidArgumentsException("'Dhcp6' parameter expected to be a map.");
        }
        TreeSet<String> others = new TreeSet<>(arguments.propertyNames());
        others.removeAll(List.of(ROOT, HASH));
        if (!others.isEmpty()) {
            StringBuilder text = new StringBuilder("Unsupported '" + others.removeFirst());
            text.append("' parameter");
            others.forEach(other -> text.append(" (and '").append(other).append("')"));
            throw new InvalidArgumentsException(text.append('.').toString());
        }
        ObjectNode alone = JsonNodeFactory.instance.objectNode();
        alone.set(ROOT, arguments.get(ROOT));
        return alone;
    }

    private ControlResponse describe(String failed, ChangeOutcome outcome) {
        return switch (outcome) {
            case ChangeOutcome.Refused(String reason) -> ControlResponse.error(failed + reason);
            case ChangeOutcome.Applied(List<String> notes) ->
                    ControlResponse.success(
                            "Configuration successful." + list(NOTES, notes), hashOnly());
        };
    }

    private static String list(String title, List<String> sentences) {
        return sentences.isEmpty() ? "" : title + String.join("; ", sentences);
    }

    private ObjectNode hashOnly() {
        return JsonNodeFactory.instance.objectNode().put(HASH, hash(tree()));
    }

    private ObjectNode tree() {
        JsonValue inForce = configurations.inForce();
        return JSON.valueToTree(inForce.toPlain());
    }

    private static String hash(ObjectNode tree) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(tree.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private record ConfigurationCommand(String name, Execution execution)
            implements CheckedCommand {
        @Override
        public void run(ControlRequest request, Consumer<ControlResponse> answer)
                throws InvalidArgumentsException {
            execution.execute(request.arguments(), answer);
        }
    }

    @FunctionalInterface
    private interface Execution {
        void execute(@Nullable JsonNode arguments, Consumer<ControlResponse> answer)
                throws InvalidArgumentsException;
    }
}
