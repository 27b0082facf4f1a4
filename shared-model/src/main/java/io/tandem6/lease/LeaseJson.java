package io.tandem6.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.identity.Iaid;
import io.tandem6.wire.Excerpt;
import io.tandem6.wire.Octets;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Leases in the JSON of Kea's commands. Two readers exist because Kea has two: pages of another
 * server are taken strictly and carry {@code cltt}, commands have defaults and carry {@code expire}
 * (see {@link LeaseArguments}).
 */
public final class LeaseJson {
    static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** As much as Kea's databases take; with every octet escaped still a row that can be read. */
    private static final int USER_CONTEXT_OCTETS_MAX = 65_535;

    private static final long TIME_MAX = Long.MAX_VALUE >> 1;

    private LeaseJson() {}

    /** The form of {@code lease6-get*} answers, with {@code cltt}. */
    public static ObjectNode toAnswer(Lease lease) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("cltt", lease.clientLastTransmission());
        putCommon(node, lease);
        return node;
    }

    /** The form of lease updates between partners, with {@code expire} in place of {@code cltt}. */
    public static ObjectNode toUpdate(Lease lease) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("expire", lease.expire());
        putCommon(node, lease);
        return node;
    }

    private static void putCommon(ObjectNode node, Lease lease) {
        node.put("duid", portable(lease.duid()).toString());
        node.put("fqdn-fwd", lease.fqdnForward());
        node.put("fqdn-rev", lease.fqdnReverse());
        node.put("hostname", lease.hostname());
        if (lease.hardwareAddress() != null) {
            node.put("hw-address", lease.hardwareAddress().toString());
        }
        node.put("iaid", lease.iaid().unsigned());
        node.put("ip-address", lease.address().toString());
        if (lease.poolId() != 0) {
            // Kea 3 refuses a lease of a page that says 0.
            node.put("pool-id", lease.poolId());
        }
        node.put("preferred-lft", lease.preferredLifetime());
        if (lease.type() == LeaseType.IA_PD) {
            node.put("prefix-len", lease.prefixLength());
        }
        node.put("state", lease.state().code());
        node.put("subnet-id", lease.subnetId());
        node.put("type", lease.type().name());
        JsonNode context = userContext(lease.userContext());
        if (context != null) {
            node.set("user-context", context);
        }
        node.put("valid-lft", lease.validLifetime());
    }

    /** Kea 2.2 stores one zero octet for "nobody", which newer ones refuse; all accept three. */
    private static Duid portable(Duid duid) {
        return duid.isEmpty() && duid.octets().length() < Duid.LENGTH_MIN ? Duid.EMPTY : duid;
    }

    private static @Nullable JsonNode userContext(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            // A lease without its annotation is of more use to the reader than no answer at all.
            return null;
        }
    }

    /** True if {@code text} is a JSON map, as a user context has to be. */
    public static boolean isUserContext(String text) {
        JsonNode node = userContext(text);
        return node != null && node.isObject();
    }

    /**
     * Reads a lease of a partner's page; every field is mandatory. The subnet is not checked.
     *
     * @throws LeaseFormatException if something is missing or malformed, with a message for the log
     */
    public static Lease fromPage(JsonNode node) throws LeaseFormatException {
        JsonFields fields = JsonFields.of(node);
        Ipv6Address address = fields.address("ip-address");
        LeaseType type = type(fields.string("type"));
        LeaseState state = state(fields, type);
        Duid duid = fields.duid("duid", state);
        Iaid iaid = Iaid.of(fields.uint32("iaid"));
        int prefixLength = prefixLength(fields, type);
        long subnetId = fields.integer("subnet-id", 1, 0xffffffffL);
        long cltt = fields.integer("cltt", 1, TIME_MAX);
        return new Lease(
                type,
                address,
                prefixLength,
                duid,
                iaid,
                subnetId,
                cltt,
                fields.uint32("valid-lft"),
                fields.uint32("preferred-lft"),
                state,
                fields.bool("fqdn-fwd"),
                fields.bool("fqdn-rev"),
                fields.hostname("hostname"),
                hardwareAddress(fields),
                userContext(fields),
                poolId(fields));
    }

    /**
     * Reads the value of {@code type}: {@code IA_NA}, {@code IA_PD} or, as Kea's own commands take
     * them, the digits of its lease file.
     *
     * @throws LeaseFormatException for anything else, {@code IA_TA} included
     */
    public static LeaseType type(String text) throws LeaseFormatException {
        return switch (text) {
            case "IA_NA", "0" -> LeaseType.IA_NA;
            case "IA_PD", "2" -> LeaseType.IA_PD;
            case "IA_TA", "1" ->
                    throw new LeaseFormatException(
                            "temporary addresses (lease type IA_TA) are not supported");
            default ->
                    throw new LeaseFormatException(
                            "Incorrect lease type: "
                                    + Excerpt.of(text)
                                    + ", the only supported values are: IA_NA and IA_PD");
        };
    }

    static int prefixLength(JsonFields fields, LeaseType type) throws LeaseFormatException {
        return switch (type) {
            case IA_NA -> {
                // Of no meaning here, but one that no prefix can have is a mistake of the sender.
                if (fields.has("prefix-len")) {
                    fields.integer("prefix-len", 0, 128);
                }
                yield 128;
            }
            case IA_PD -> (int) fields.integer("prefix-len", 1, 128);
        };
    }

    static LeaseState state(JsonFields fields, LeaseType type) throws LeaseFormatException {
        long code = fields.integer("state", 0, 0xffffffffL);
        LeaseState[] states = LeaseState.values();
        if (code >= states.length) {
            throw new LeaseFormatException(
                    "Invalid state value: "
                            + code
                            + ", supported values are: 0 (default), 1 (declined), 2"
                            + " (expired-reclaimed), 3 (released) and 4 (registered)");
        }
        LeaseState state = states[(int) code];
        if (state == LeaseState.DECLINED && type == LeaseType.IA_PD) {
            throw new LeaseFormatException("Invalid declined state for PD prefix.");
        }
        return state;
    }

    static long poolId(JsonFields fields) throws LeaseFormatException {
        return fields.has("pool-id") ? fields.uint32("pool-id") : 0;
    }

    static @Nullable HardwareAddress hardwareAddress(JsonFields fields)
            throws LeaseFormatException {
        if (!fields.has("hw-address")) {
            return null;
        }
        String text = fields.string("hw-address");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return new HardwareAddress(
                    HardwareAddress.ETHERNET,
                    Octets.parseHex(text),
                    HardwareAddress.SOURCE_UNKNOWN);
        } catch (IllegalArgumentException e) {
            throw new LeaseFormatException("invalid hw-address: " + e.getMessage());
        }
    }

    static @Nullable String userContext(JsonFields fields) throws LeaseFormatException {
        JsonNode context = fields.optional("user-context");
        if (context == null) {
            return null;
        }
        if (!context.isObject()) {
            throw new LeaseFormatException(
                    "Invalid user context '"
                            + Excerpt.of(context.toString())
                            + "' is not a JSON map.");
        }
        return storable(context.toString());
    }

    /** A row of the lease file has to hold it, and give it back as it is. */
    static String storable(String context) throws LeaseFormatException {
        if (context.length() > USER_CONTEXT_OCTETS_MAX
                || context.getBytes(StandardCharsets.UTF_8).length > USER_CONTEXT_OCTETS_MAX) {
            throw new LeaseFormatException(
                    "Invalid user context: longer than " + USER_CONTEXT_OCTETS_MAX + " octets");
        }
        if (!JsonFields.isUnicode(context)) {
            throw new LeaseFormatException("Invalid user context: half of a surrogate pair");
        }
        return context;
    }

    /** A lease in JSON that cannot be read. */
    public static class LeaseFormatException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Says what is wrong. */
        public LeaseFormatException(String message) {
            super(message);
        }

        /** What is wrong. */
        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** A well-formed lease that contradicts the configured subnets. */
    public static final class SubnetConflictException extends LeaseFormatException {
        private static final long serialVersionUID = 1L;

        /** Says what is wrong. */
        public SubnetConflictException(String message) {
            super(message);
        }
    }
}
