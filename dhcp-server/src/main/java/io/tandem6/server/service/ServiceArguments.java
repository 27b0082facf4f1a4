package io.tandem6.server.service;

import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.wire.Excerpt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The arguments of {@code dhcp-disable} and {@code dhcp-enable}.
 *
 * @param origin in whose name
 * @param maxPeriodSeconds after how long the service is to be on again, 1 or more
 */
record ServiceArguments(long origin, OptionalLong maxPeriodSeconds) {
    /** Reads them; the texts of the errors are Kea's. */
    static ServiceArguments of(String command, @Nullable JsonNode arguments)
            throws InvalidArgumentsException {
        if (arguments == null) {
            return new ServiceArguments(ServiceState.USER, OptionalLong.empty());
        }
        if (!arguments.isObject()) {
            throw new InvalidArgumentsException(
                    "arguments for the '" + command + "' command must be a map");
        }
        OptionalLong period = maxPeriod(arguments.get("max-period"));
        JsonNode id = arguments.get("origin-id");
        if (id == null) {
            return new ServiceArguments(origin(arguments.get("origin")), period);
        }
        if (!id.isIntegralNumber() || !id.canConvertToLong()) {
            throw new InvalidArgumentsException("'origin-id' argument must be a number");
        }
        return new ServiceArguments(id.longValue(), period);
    }

    private static OptionalLong maxPeriod(@Nullable JsonNode node)
            throws InvalidArgumentsException {
        if (node == null) {
            return OptionalLong.empty();
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new InvalidArgumentsException("'max-period' argument must be a number");
        }
        if (node.longValue() <= 0) {
            throw new InvalidArgumentsException("'max-period' must be positive integer");
        }
        return OptionalLong.of(node.longValue());
    }

    /** Kea up to 2.4 says who it is by a word, later ones by a word or a number. */
    private static long origin(@Nullable JsonNode node) throws InvalidArgumentsException {
        if (node == null) {
            return ServiceState.USER;
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (!node.isString()) {
            throw new InvalidArgumentsException("'origin' argument must be a string or a number");
        }
        return switch (node.stringValue()) {
            case "user" -> ServiceState.USER;
            case "ha-partner" -> ServiceState.HA_REMOTE;
            default ->
                    throw new InvalidArgumentsException(
                            "invalid value used for 'origin' parameter: "
                                    + Excerpt.of(node.stringValue()));
        };
    }
}
