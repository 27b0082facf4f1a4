package io.tandem6.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.LeaseJson.LeaseFormatException;
import io.tandem6.wire.Octets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of the relay agents that a lease's client came through, as the user context of the lease
 * tells it: {@code ISC.relay-info}, the extended information of Kea.
 *
 * @param hopCount 0..255
 * @param linkAddress its address on the client's link, or {@code ::}
 * @param peerAddress whom it had the message from
 * @param options its options with their headers, but for the client's message; may be empty
 * @param remoteId its Remote-ID (RFC 4649), enterprise number included
 * @param relayId its Relay-ID (RFC 5460)
 */
public record RelayInfo(
        int hopCount,
        Ipv6Address linkAddress,
        Ipv6Address peerAddress,
        Octets options,
        Optional<Octets> remoteId,
        Optional<Octets> relayId) {
    private static final String OWNER = "ISC";

    /**
     * {@code context} with {@code relays}, nearest to the server first, in place of those that it
     * told of. A context that would get too long for a lease, or cannot be read, stays as it is.
     */
    public static @Nullable String addTo(@Nullable String context, List<RelayInfo> relays) {
        if (relays.isEmpty()) {
            return context;
        }
        try {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            if (context != null && LeaseJson.MAPPER.readTree(context) instanceof ObjectNode known) {
                root.setAll(known);
            }
            ObjectNode own = JsonNodeFactory.instance.objectNode();
            JsonNode written = root.get(OWNER);
            if (written instanceof ObjectNode known) {
                own.setAll(known);
            }
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            relays.forEach(relay -> list.add(relay.toJson()));
            own.set("relay-info", list);
            root.set(OWNER, own);
            return LeaseJson.storable(root.toString());
        } catch (JacksonException | LeaseFormatException e) {
            return context;
        }
    }

    private ObjectNode toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("hop", hopCount);
        node.put("link", linkAddress.toString());
        if (!options.isEmpty()) {
            node.put("options", "0x" + options.toHex());
        }
        node.put("peer", peerAddress.toString());
        relayId.ifPresent(id -> node.put("relay-id", id.toHex()));
        remoteId.ifPresent(id -> node.put("remote-id", id.toHex()));
        return node;
    }
}
