package io.tandem6.server.leasecommands;

import io.tandem6.address.Ipv6Address;
import io.tandem6.control.ControlRequest;
import io.tandem6.lease.LeaseJson;
import io.tandem6.lease.LeaseJson.LeaseFormatException;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.wire.Excerpt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The arguments of a command by type, with Kea's complaints. */
record CommandArguments(JsonNode map) {
    private static final long UINT32_MAX = 0xffffffffL;

    static CommandArguments of(ControlRequest request) throws InvalidArgumentsException {
        return of(request.arguments());
    }

    static CommandArguments of(@Nullable JsonNode arguments) throws InvalidArgumentsException {
        if (arguments == null || !arguments.isObject()) {
            throw new InvalidArgumentsException("Parameters missing or are not a map.");
        }
        return new CommandArguments(arguments);
    }

    @Nullable JsonNode optional(String name) {
        return map.get(name);
    }

    @Nullable String string(String name) throws InvalidArgumentsException {
        JsonNode node = map.get(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            throw new InvalidArgumentsException("'" + name + "' is not a string.");
        }
        return node.stringValue();
    }

    String mandatoryString(String name) throws InvalidArgumentsException {
        String text = string(name);
        if (text == null) {
            throw new InvalidArgumentsException("'" + name + "' parameter not specified");
        }
        return text;
    }

    /** An unsigned 32-bit number, -1 if absent. */
    long uint32(String name) throws InvalidArgumentsException {
        JsonNode node = map.get(name);
        if (node == null) {
            return -1;
        }
        if (!node.isIntegralNumber()) {
            throw new InvalidArgumentsException("'" + name + "' parameter must be a number");
        }
        if (!node.canConvertToLong() || node.longValue() < 0 || node.longValue() > UINT32_MAX) {
            throw new InvalidArgumentsException(
                    "'" + name + "' parameter is out of range, 0.." + UINT32_MAX + " expected");
        }
        return node.longValue();
    }

    boolean bool(String name) throws InvalidArgumentsException {
        JsonNode node = map.get(name);
        if (node == null) {
            return false;
        }
        if (!node.isBoolean()) {
            throw new InvalidArgumentsException("'" + name + "' is not a boolean.");
        }
        return node.booleanValue();
    }

    LeaseType type() throws InvalidArgumentsException {
        String text = string("type");
        try {
            return text == null ? LeaseType.IA_NA : LeaseJson.type(text);
        } catch (LeaseFormatException e) {
            throw new InvalidArgumentsException(e.getMessage());
        }
    }

    /** Reads an address that a person typed. */
    static Ipv6Address address(String text) throws InvalidArgumentsException {
        Ipv6Address address = Ipv6Address.tryParse(text).orElse(null);
        if (address != null) {
            return address;
        }
        throw new InvalidArgumentsException(
                isIpv4(text)
                        ? "Invalid IPv6 address specified: " + text
                        : "Failed to convert string to address '"
                                + Excerpt.of(text)
                                + "': Invalid argument");
    }

    static boolean isIpv4(String text) {
        return text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }
}
