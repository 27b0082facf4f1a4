package io.tandem6.server.node;

import io.tandem6.lease.LeaseType;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.lease.LeaseCounts;
import java.util.List;
import java.util.Map;

/**
 * How a server is, for those who watch it from other threads; taken every second.
 *
 * @param relationships its HA relationships, in the order of the configuration
 * @param leases leases by type
 * @param parked exchanges that wait for the disk or the partner
 */
public record NodeSnapshot(
        List<Relationship> relationships, Map<LeaseType, LeaseCounts> leases, int parked) {
    /** Before anything is known. */
    public static final NodeSnapshot EMPTY = new NodeSnapshot(List.of(), Map.of(), 0);

    /** Copies the collections. */
    public NodeSnapshot {
        relationships = List.copyOf(relationships);
        leases = Map.copyOf(leases);
    }

    /**
     * One HA relationship.
     *
     * @param partner the partner's name, empty if it has none
     * @param state the state of this server in it
     */
    public record Relationship(String partner, ServerState state) {}
}
