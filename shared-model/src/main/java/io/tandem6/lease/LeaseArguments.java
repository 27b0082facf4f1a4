package io.tandem6.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.LeaseJson.LeaseFormatException;
import io.tandem6.lease.LeaseJson.SubnetConflictException;
import io.tandem6.wire.Excerpt;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads leases as {@code lease6-add}, {@code lease6-update} and {@code lease6-bulk-apply} carry
 * them: most of it may be left out, and the subnet has to exist.
 *
 * @param subnets what is configured
 * @param now Unix time in seconds, when leases without {@code expire} begin
 */
public record LeaseArguments(Subnets subnets, long now) {
    private static final long TIME_MAX = Long.MAX_VALUE >> 1;

    /** The configured subnets, as far as a lease depends on them. */
    public interface Subnets {
        /** The subnet with this identifier. */
        Optional<LeaseSubnet> byId(long id);

        /** The subnet whose prefix contains this address. */
        Optional<LeaseSubnet> byAddress(Ipv6Address address);
    }

    /**
     * A subnet, as far as a lease depends on it.
     *
     * @param id its identifier
     * @param prefix its prefix
     * @param validLifetime default valid lifetime in seconds
     */
    public record LeaseSubnet(long id, Ipv6Prefix prefix, long validLifetime) {}

    /**
     * Reads one lease.
     *
     * @throws SubnetConflictException if it contradicts the configured subnets
     * @throws LeaseFormatException if something is missing or malformed
     */
    public Lease read(@Nullable JsonNode node) throws LeaseFormatException {
        JsonFields fields = JsonFields.of(node);
        LeaseType type =
                fields.has("type") ? LeaseJson.type(fields.string("type")) : LeaseType.IA_NA;
        Ipv6Address address = fields.address("ip-address");
        int prefixLength = LeaseJson.prefixLength(fields, type);
        checkAligned(type, address, prefixLength);
        LeaseSubnet subnet = subnet(fields, type, address);
        LeaseState state =
                fields.has("state") ? LeaseJson.state(fields, type) : LeaseState.ASSIGNED;
        Duid duid = fields.duid("duid", state);
        Iaid iaid = Iaid.of(fields.uint32("iaid"));
        long valid = fields.has("valid-lft") ? fields.uint32("valid-lft") : subnet.validLifetime;
        // Kea defaults to the subnet's valid lifetime here too, not to its preferred one.
        long preferred =
                fields.has("preferred-lft") ? fields.uint32("preferred-lft") : subnet.validLifetime;
        boolean forward = fields.has("fqdn-fwd") && fields.bool("fqdn-fwd");
        boolean reverse = fields.has("fqdn-rev") && fields.bool("fqdn-rev");
        return new Lease(
                type,
                address,
                prefixLength,
                duid,
                iaid,
                subnet.id,
                clientLastTransmission(fields, address, valid),
                valid,
                preferred,
                state,
                forward,
                reverse,
                hostname(fields, forward || reverse),
                LeaseJson.hardwareAddress(fields),
                userContext(fields),
                LeaseJson.poolId(fields));
    }

    private static void checkAligned(LeaseType type, Ipv6Address address, int prefixLength)
            throws LeaseFormatException {
        Ipv6Prefix prefix = new Ipv6Prefix(address, prefixLength);
        if (type == LeaseType.IA_PD && !prefix.first().equals(address)) {
            throw new LeaseFormatException(
                    "Prefix address: "
                            + address
                            + " exceeds prefix/prefix-len pair: "
                            + prefix.first()
                            + "/"
                            + prefixLength);
        }
    }

    private LeaseSubnet subnet(JsonFields fields, LeaseType type, Ipv6Address address)
            throws LeaseFormatException {
        long id = fields.has("subnet-id") ? fields.uint32("subnet-id") : 0;
        if (id == 0) {
            return subnetOf(type, address);
        }
        LeaseSubnet subnet =
                subnets.byId(id)
                        .orElseThrow(
                                () ->
                                        new SubnetConflictException(
                                                "Invalid subnet-id: No IPv6 subnet with subnet-id="
                                                        + id
                                                        + " currently configured."));
        if (type == LeaseType.IA_NA && !subnet.prefix.contains(address)) {
            throw new SubnetConflictException(
                    "The address "
                            + address
                            + " does not belong to subnet "
                            + subnet.prefix
                            + ", subnet-id="
                            + id);
        }
        return subnet;
    }

    private LeaseSubnet subnetOf(LeaseType type, Ipv6Address address) throws LeaseFormatException {
        if (type != LeaseType.IA_NA) {
            throw new LeaseFormatException(
                    "Subnet-id is 0 or not specified. This is allowed for address leases only, not"
                            + " prefix leases.");
        }
        return subnets.byAddress(address)
                .orElseThrow(
                        () ->
                                new SubnetConflictException(
                                        "subnet-id not specified and failed to find a subnet for"
                                                + " address "
                                                + address));
    }

    private long clientLastTransmission(JsonFields fields, Ipv6Address address, long validLifetime)
            throws LeaseFormatException {
        if (!fields.has("expire")) {
            return now;
        }
        long expire = fields.integer("expire", -TIME_MAX, TIME_MAX);
        if (expire <= 0) {
            throw new LeaseFormatException(
                    "expiration time must be positive for address " + address);
        }
        if (expire < validLifetime) {
            throw new LeaseFormatException(
                    "expiration time must be greater than valid lifetime for address " + address);
        }
        return expire - validLifetime;
    }

    private static String hostname(JsonFields fields, boolean named) throws LeaseFormatException {
        String hostname = fields.has("hostname") ? fields.hostname("hostname") : "";
        if (named && hostname.isEmpty()) {
            throw new LeaseFormatException(
                    "No hostname specified and either forward or reverse fqdn was set to true.");
        }
        return hostname;
    }

    private static @Nullable String userContext(JsonFields fields) throws LeaseFormatException {
        String context = LeaseJson.userContext(fields);
        if (!fields.has("comment")) {
            return context;
        }
        String comment = fields.string("comment");
        try {
            ObjectNode merged =
                    context == null
                            ? LeaseJson.MAPPER.createObjectNode()
                            : (ObjectNode) LeaseJson.MAPPER.readTree(context);
            if (merged.has("comment")) {
                throw new LeaseFormatException(
                        "Duplicated comment entry '\""
                                + Excerpt.of(comment)
                                + "\"' in user context '"
                                + Excerpt.of(String.valueOf(context))
                                + "'");
            }
            return LeaseJson.storable(merged.put("comment", comment).toString());
        } catch (JacksonException e) {
            throw new LeaseFormatException("Invalid user context: " + e.getMessage());
        }
    }
}
