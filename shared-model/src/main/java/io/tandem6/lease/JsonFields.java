package io.tandem6.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.lease.LeaseJson.LeaseFormatException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The members of a JSON map by type. Complaints have Kea's wording, since scripts look for it. */
record JsonFields(JsonNode map) {
    private static final long UINT32_MAX = 0xffffffffL;
    private static final Pattern DOTTED_QUAD = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    JsonFields {
        if (!map.isObject()) {
            throw new IllegalArgumentException("a JSON map was promised");
        }
    }

    static JsonFields of(@Nullable JsonNode node) throws LeaseFormatException {
        if (node == null || !node.isObject()) {
            throw new LeaseFormatException("lease is not a map");
        }
        return new JsonFields(node);
    }

    boolean has(String name) {
        return map.has(name);
    }

    @Nullable JsonNode optional(String name) {
        return map.get(name);
    }

    String string(String name) throws LeaseFormatException {
        JsonNode node = mandatory(name);
        if (!node.isString()) {
            throw wrongType(name);
        }
        return node.stringValue();
    }

    boolean bool(String name) throws LeaseFormatException {
        JsonNode node = mandatory(name);
        if (!node.isBoolean()) {
            throw wrongType(name);
        }
        return node.booleanValue();
    }

    long uint32(String name) throws LeaseFormatException {
        return integer(name, 0, UINT32_MAX);
    }

    long integer(String name, long min, long max) throws LeaseFormatException {
        JsonNode node = mandatory(name);
        if (!node.isIntegralNumber()) {
            throw wrongType(name);
        }
        if (!node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
            throw new LeaseFormatException(
                    "out of range value ("
                            + node.asString()
                            + ") specified for parameter '"
                            + name
                            + "'");
        }
        return node.longValue();
    }

    Duid duid(String name) throws LeaseFormatException {
        String text = string(name);
        try {
            return Duid.parse(text);
        } catch (IllegalArgumentException e) {
            throw new LeaseFormatException(String.valueOf(e.getMessage()));
        }
    }

    Ipv6Address address(String name) throws LeaseFormatException {
        String text = string(name);
        Ipv6Address address = Ipv6Address.tryParse(text).orElse(null);
        if (address != null) {
            return address;
        }
        if (DOTTED_QUAD.matcher(text).matches()) {
            throw new LeaseFormatException("Non-IPv6 address specified: " + text);
        }
        throw new LeaseFormatException(
                "Failed to convert string to address '" + text + "': Invalid argument");
    }

    private JsonNode mandatory(String name) throws LeaseFormatException {
        JsonNode node = map.get(name);
        if (node == null) {
            throw new LeaseFormatException("missing parameter '" + name + "'");
        }
        return node;
    }

    private static LeaseFormatException wrongType(String name) {
        return new LeaseFormatException("invalid type specified for parameter '" + name + "'");
    }
}
