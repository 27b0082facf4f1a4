package io.tandem6.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.lease.LeaseJson.LeaseFormatException;
import io.tandem6.wire.Excerpt;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The members of a JSON map by type. Complaints have Kea's wording, since scripts look for it. */
record JsonFields(JsonNode map) {
    private static final int HOSTNAME_OCTETS_MAX = 255;
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
                            + Excerpt.of(node.asString())
                            + ") specified for parameter '"
                            + name
                            + "'");
        }
        return node.longValue();
    }

    /** A DUID; the placeholder for "nobody" is one only where nobody may hold the lease. */
    Duid duid(String name, LeaseState state) throws LeaseFormatException {
        Duid duid;
        try {
            duid = Duid.parse(string(name));
        } catch (IllegalArgumentException e) {
            throw new LeaseFormatException(String.valueOf(e.getMessage()));
        }
        if (duid.isPlaceholder() && state != LeaseState.DECLINED) {
            throw new LeaseFormatException(
                    "'"
                            + name
                            + "' "
                            + duid
                            + " stands for nobody, which only a declined lease (state 1) may have");
        }
        return duid;
    }

    /** A host name in lower case, which the lease file has to give back as it is. */
    String hostname(String name) throws LeaseFormatException {
        String hostname = string(name).toLowerCase(Locale.ROOT);
        if (hostname.length() > HOSTNAME_OCTETS_MAX
                || hostname.getBytes(StandardCharsets.UTF_8).length > HOSTNAME_OCTETS_MAX) {
            throw new LeaseFormatException(
                    "'" + name + "' is longer than " + HOSTNAME_OCTETS_MAX + " octets");
        }
        if (hostname.chars().anyMatch(Character::isISOControl) || !isUnicode(hostname)) {
            throw new LeaseFormatException(
                    "'" + name + "' holds a control character or half of a surrogate pair");
        }
        return hostname;
    }

    static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
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
                "Failed to convert string to address '" + Excerpt.of(text) + "': Invalid argument");
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
