package io.tandem6.server.peer;

import io.tandem6.control.ControlRequest;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.ha.ServerState;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The arguments of an HA command. Unknown ones are ignored, as versions add to them.
 *
 * @param map a JSON map, empty if the command has no arguments
 */
record HaArguments(JsonNode map) {
    /** {@code ha-reset} must never fail, so it takes whatever comes. */
    static HaArguments of(ControlRequest request) throws InvalidArgumentsException {
        JsonNode arguments = request.arguments();
        if (arguments != null && arguments.isObject()) {
            return new HaArguments(arguments);
        }
        if (arguments != null && !request.command().equals("ha-reset")) {
            throw new InvalidArgumentsException(
                    "arguments for the '" + request.command() + "' command must be a map");
        }
        return new HaArguments(JsonNodeFactory.instance.objectNode());
    }

    Optional<String> serverName() throws InvalidArgumentsException {
        JsonNode node = map.get("server-name");
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isString()) {
            throw new InvalidArgumentsException("'server-name' must be a string");
        }
        return Optional.of(node.stringValue());
    }

    OptionalLong maxPeriod() throws InvalidArgumentsException {
        OptionalLong period = integer("max-period");
        if (period.isPresent() && period.getAsLong() <= 0) {
            throw new InvalidArgumentsException(
                    "'max-period' must be a positive integer in seconds");
        }
        return period;
    }

    Set<String> scopes() throws InvalidArgumentsException {
        JsonNode node = map.path("scopes");
        if (!node.isArray()) {
            throw new InvalidArgumentsException(
                    "'scopes' is mandatory and must be a list of server names");
        }
        Set<String> scopes = new HashSet<>();
        for (JsonNode scope : node) {
            if (!scope.isString()) {
                throw new InvalidArgumentsException(
                        "each of the 'scopes' must be the name of a server");
            }
            scopes.add(scope.stringValue());
        }
        return scopes;
    }

    /** {@code cancel} of {@code ha-maintenance-notify}. */
    boolean cancel() throws InvalidArgumentsException {
        JsonNode node = map.path("cancel");
        if (!node.isBoolean()) {
            throw new InvalidArgumentsException("'cancel' is mandatory and must be true or false");
        }
        return node.booleanValue();
    }

    /** {@code state}, which is a server's; empty also for a state that is not known here. */
    Optional<ServerState> state() throws InvalidArgumentsException {
        JsonNode node = map.get("state");
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isString()) {
            throw new InvalidArgumentsException("'state' must be a string");
        }
        return ServerState.ofWireName(node.stringValue());
    }

    /** {@code origin-id}, or else {@code origin}, which is a number here. */
    OptionalLong numericOrigin() throws InvalidArgumentsException {
        OptionalLong id = integer("origin-id");
        return id.isPresent() ? id : integer("origin");
    }

    private OptionalLong integer(String name) throws InvalidArgumentsException {
        JsonNode node = map.get(name);
        if (node == null) {
            return OptionalLong.empty();
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new InvalidArgumentsException("'" + name + "' must be an integer");
        }
        return OptionalLong.of(node.longValue());
    }
}
