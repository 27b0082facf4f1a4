package io.tandem6.server.statistics;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.server.control.CheckedCommand;
import io.tandem6.server.control.Command;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.wire.Excerpt;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The {@code statistic-*} commands, with Kea's arguments and texts. */
public final class StatisticCommands {
    /** As in the configuration. Kea cuts a count off at 32 bits and aborts at too long an age. */
    private static final long LIMIT_MAX = 0xffffffffL;

    private final Statistics statistics;

    private StatisticCommands(Statistics statistics) {
        this.statistics = statistics;
    }

    /** All of them. */
    public static List<Command> of(Statistics statistics) {
        StatisticCommands all = new StatisticCommands(statistics);
        return List.of(
                new StatisticCommand("statistic-get", all::get),
                new StatisticCommand("statistic-get-all", arguments -> all.getAll()),
                new StatisticCommand("statistic-global-get-all", arguments -> all.getGlobal()),
                new StatisticCommand("statistic-reset", all::reset),
                new StatisticCommand("statistic-reset-all", arguments -> all.resetAll()),
                new StatisticCommand("statistic-remove", all::remove),
                new StatisticCommand("statistic-remove-all", arguments -> all.removeAll()),
                new StatisticCommand("statistic-sample-age-set", all::setAge),
                new StatisticCommand("statistic-sample-age-set-all", all::setAgeOfAll),
                new StatisticCommand("statistic-sample-count-set", all::setCount),
                new StatisticCommand("statistic-sample-count-set-all", all::setCountOfAll));
    }

    private ControlResponse get(@Nullable JsonNode arguments) throws InvalidArgumentsException {
        String name = name(arguments);
        ObjectNode found = JsonNodeFactory.instance.objectNode();
        ArrayNode samples = statistics.samples(name);
        if (samples != null) {
            found.set(name, samples);
        }
        return ControlResponse.success(null, found);
    }

    private ControlResponse getAll() {
        return ControlResponse.success(null, statistics.samples(name -> true));
    }

    private ControlResponse getGlobal() {
        return ControlResponse.success(
                null, statistics.samples(name -> !name.startsWith(Scope.SUBNET)));
    }

    private ControlResponse reset(@Nullable JsonNode arguments) throws InvalidArgumentsException {
        String name = name(arguments);
        return done(statistics.reset(name), name, "reset.");
    }

    private ControlResponse resetAll() {
        statistics.resetAll();
        return ControlResponse.success("All statistics reset to neutral values.");
    }

    private ControlResponse remove(@Nullable JsonNode arguments) throws InvalidArgumentsException {
        String name = name(arguments);
        return done(statistics.remove(name), name, "removed.");
    }

    private ControlResponse removeAll() {
        statistics.removeAll();
        return ControlResponse.success(
                "Warning: statistic-remove-all command is deprecated. All statistics removed.");
    }

    private ControlResponse setAge(@Nullable JsonNode arguments) throws InvalidArgumentsException {
        String name = name(arguments);
        return done(statistics.limit(name, age(arguments)), name, "duration limit is set.");
    }

    private ControlResponse setAgeOfAll(@Nullable JsonNode arguments)
            throws InvalidArgumentsException {
        statistics.limitAll(age(arguments));
        return ControlResponse.success("All statistics duration limit are set.");
    }

    private ControlResponse setCount(@Nullable JsonNode arguments)
            throws InvalidArgumentsException {
        String name = name(arguments);
        return done(statistics.limit(name, count(arguments)), name, "count limit is set.");
    }

    private ControlResponse setCountOfAll(@Nullable JsonNode arguments)
            throws InvalidArgumentsException {
        statistics.limitAll(count(arguments));
        return ControlResponse.success("All statistics count limit are set.");
    }

    private static ControlResponse done(boolean found, String name, String what) {
        String shown = Excerpt.of(name);
        return found
                ? ControlResponse.success("Statistic '" + shown + "' " + what)
                : ControlResponse.error("No '" + shown + "' statistic found");
    }

    private static String name(@Nullable JsonNode arguments) throws InvalidArgumentsException {
        JsonNode name = mandatory(arguments, "name");
        if (!name.isString()) {
            throw new InvalidArgumentsException("'name' parameter expected to be a string.");
        }
        return name.stringValue();
    }

    private static SampleLimit age(@Nullable JsonNode arguments) throws InvalidArgumentsException {
        return new SampleLimit.Age(number(arguments, "duration", 0));
    }

    private static SampleLimit count(@Nullable JsonNode arguments)
            throws InvalidArgumentsException {
        return new SampleLimit.Count(number(arguments, "max-samples", 1));
    }

    private static long number(@Nullable JsonNode arguments, String parameter, long min)
            throws InvalidArgumentsException {
        JsonNode number = mandatory(arguments, parameter);
        if (!number.isIntegralNumber()) {
            throw new InvalidArgumentsException(
                    "'" + parameter + "' parameter expected to be an integer.");
        }
        if (!number.canConvertToLong()
                || number.longValue() < min
                || number.longValue() > LIMIT_MAX) {
            throw new InvalidArgumentsException(
                    "'%s' parameter expected to be an integer from %d to %d."
                            .formatted(parameter, min, LIMIT_MAX));
        }
        return number.longValue();
    }

    private static JsonNode mandatory(@Nullable JsonNode arguments, String parameter)
            throws InvalidArgumentsException {
        JsonNode found = arguments == null ? null : arguments.get(parameter);
        if (found == null) {
            throw new InvalidArgumentsException("Missing mandatory '" + parameter + "' parameter.");
        }
        return found;
    }

    private record StatisticCommand(String name, Execution execution) implements CheckedCommand {
        @Override
        public void run(ControlRequest request, Consumer<ControlResponse> answer)
                throws InvalidArgumentsException {
            answer.accept(execution.execute(request.arguments()));
        }
    }

    @FunctionalInterface
    private interface Execution {
        ControlResponse execute(@Nullable JsonNode arguments) throws InvalidArgumentsException;
    }
}
