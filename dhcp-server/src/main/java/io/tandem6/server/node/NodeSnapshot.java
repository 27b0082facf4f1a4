package io.tandem6.server.node;

import io.tandem6.lease.LeaseType;
import io.tandem6.server.continuity.OwnHalf;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.lease.LeaseCounts;
import io.tandem6.server.peer.ContinuityReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a server is, for those who watch it from other threads; taken every second.
 *
 * @param relationships its HA relationships, in the order of the configuration
 * @param leases leases by type
 * @param parked exchanges that wait for the disk or the partner
 * @param continuity how continuity with the partner is, if it is possible
 */
public record NodeSnapshot(
        List<Relationship> relationships,
        Map<LeaseType, LeaseCounts> leases,
        int parked,
        Optional<Continuing> continuity) {
    /** Before anything is known. */
    public static final NodeSnapshot EMPTY =
            new NodeSnapshot(List.of(), Map.of(), 0, Optional.empty());

    /** Copies the collections. */
    public NodeSnapshot {
        relationships = List.copyOf(relationships);
        leases = Map.copyOf(leases);
    }

    /**
     * Continuity with the partner.
     *
     * @param report how it is
     * @param free how many of this server's half nobody has, by subnet and type; empty while that
     *     is not known
     * @param exhausted of what nothing is left
     */
    public record Continuing(
            ContinuityReport report, Map<OwnHalf.Kind, Long> free, Set<OwnHalf.Kind> exhausted) {
        /** Copies the collections. */
        public Continuing {
            free = Map.copyOf(free);
            exhausted = Set.copyOf(exhausted);
        }
    }

    /**
     * One HA relationship.
     *
     * @param partner the partner's name, empty if it has none
     * @param state the state of this server in it
     */
    public record Relationship(String partner, ServerState state) {}
}
