package io.tandem6.server.admin;

import io.tandem6.config.JsonValue;
import io.tandem6.config.Problem;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.server.control.Command;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds the commands of this package from what they need. */
public final class AdminCommands {
    private static final String ROOT = "Dhcp6";
    private static final JsonMapper JSON = new JsonMapper();

    private AdminCommands() {}

    /** {@code version-get}: the version, and what the server is made of. */
    public static Command versionGet(ServerVersion version) {
        return command(
                "version-get",
                request -> {
                    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
                    arguments.put("extended", version.extended());
                    return ControlResponse.success(version.version(), arguments);
                });
    }

    /** {@code build-report}: how the server was built. */
    public static Command buildReport(ServerVersion version) {
        return command("build-report", request -> ControlResponse.success(version.report()));
    }

    /**
     * {@code config-get}.
     *
     * @param tree the configuration in force with defaults, as an object with the one key {@code
     *     Dhcp6}
     */
    public static Command configGet(Supplier<JsonValue> tree) {
        return command(
                "config-get",
                request -> {
                    JsonNode arguments = JSON.valueToTree(tree.get().toPlain());
                    return ControlResponse.success(null, arguments);
                });
    }

    /**
     * {@code config-test}: checks a configuration and changes nothing.
     *
     * @param check finds the problems of a configuration in JSON
     */
    public static Command configTest(Function<String, List<Problem>> check) {
        return command("config-test", request -> configTest(request, check));
    }

    private static ControlResponse configTest(
            ControlRequest request, Function<String, List<Problem>> check) {
        JsonNode arguments = request.arguments();
        if (arguments == null) {
            return ControlResponse.error("Missing mandatory 'arguments' parameter.");
        }
        if (!arguments.isObject() || !arguments.has(ROOT)) {
            return ControlResponse.error("Missing mandatory 'Dhcp6' parameter.");
        }
        if (!arguments.get(ROOT).isObject()) {
            return ControlResponse.error("'Dhcp6' parameter expected to be a map.");
        }
        List<Problem> problems = check.apply(arguments.toString());
        String errors =
                problems.stream()
                        .filter(p -> p.severity() == Problem.Severity.ERROR)
                        .map(Problem::toString)
                        .collect(Collectors.joining("; "));
        return errors.isEmpty()
                ? ControlResponse.success(
                        "Configuration seems sane. Control-socket, hook-libraries, and D2"
                                + " configuration were sanity checked, but not applied.")
                : ControlResponse.error(errors);
    }

    /** {@code status-get}: how the server is. */
    public static Command statusGet(Supplier<ObjectNode> status) {
        return command("status-get", request -> ControlResponse.success(null, status.get()));
    }

    /**
     * {@code shutdown}.
     *
     * @param stop starts the end of the process with an exit status; returns at once
     */
    public static Command shutdown(IntConsumer stop) {
        return command(
                "shutdown",
                request -> {
                    JsonNode arguments = request.arguments();
                    if (arguments != null && !arguments.isObject()) {
                        return ControlResponse.error("Argument must be a map");
                    }
                    JsonNode exitValue = arguments == null ? null : arguments.get("exit-value");
                    if (exitValue != null && !exitValue.isInt()) {
                        return ControlResponse.error("parameter 'exit-value' is not an integer");
                    }
                    stop.accept(exitValue == null ? 0 : exitValue.asInt());
                    return ControlResponse.success("Shutting down.");
                });
    }

    private static Command command(
            String name, Function<ControlRequest, ControlResponse> execution) {
        return new Command() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void execute(ControlRequest request, Consumer<ControlResponse> answer) {
                answer.accept(Objects.requireNonNull(execution.apply(request)));
            }
        };
    }
}
