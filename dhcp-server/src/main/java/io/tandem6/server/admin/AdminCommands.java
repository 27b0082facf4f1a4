package io.tandem6.server.admin;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.server.control.Command;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Version, status and end of the server. */
public final class AdminCommands {
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
