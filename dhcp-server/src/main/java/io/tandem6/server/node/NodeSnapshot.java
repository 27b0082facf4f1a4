package io.tandem6.server.node;

import io.tandem6.lease.LeaseType;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.lease.LeaseCounts;
import java.util.Map;
import java.util.Optional;

/**
 * How a server is, for those who watch it from other threads; taken every second.
 *
 * @param haState its HA state, if it has a partner
 * @param leases leases by type
 * @param parked exchanges that wait for the disk or the partner
 */
public record NodeSnapshot(
        Optional<ServerState> haState, Map<LeaseType, LeaseCounts> leases, int parked) {
    /** Before anything is known. */
    public static final NodeSnapshot EMPTY = new NodeSnapshot(Optional.empty(), Map.of(), 0);

    /** Copies the map. */
    public NodeSnapshot {
        leases = Map.copyOf(leases);
    }
}
