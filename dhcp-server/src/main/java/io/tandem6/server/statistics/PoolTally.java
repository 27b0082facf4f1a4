package io.tandem6.server.statistics;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.lease.LeaseCounts;
import io.tandem6.server.lease.LeaseTable;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts leases by the number of their pool. Few configurations number their pools, so this is made
 * when one does, by a look at every lease.
 */
final class PoolTally {
    private static final int STATES = LeaseState.values().length;

    private final Map<Key, long[]> counts = new HashMap<>();

    private record Key(long subnetId, LeaseType type, long poolId) {}

    PoolTally(LeaseTable table) {
        table.forEach(lease -> add(lease, 1));
    }

    void add(Lease lease, int difference) {
        Key key = new Key(lease.subnetId(), lease.type(), lease.poolId());
        counts.computeIfAbsent(key, k -> new long[STATES])[lease.state().code()] += difference;
    }

    LeaseCounts counts(long subnetId, LeaseType type, long poolId) {
        long[] found = counts.getOrDefault(new Key(subnetId, type, poolId), new long[STATES]);
        return new LeaseCounts(
                found[LeaseState.ASSIGNED.code()],
                found[LeaseState.DECLINED.code()],
                found[LeaseState.EXPIRED_RECLAIMED.code()],
                found[LeaseState.RELEASED.code()],
                found[LeaseState.REGISTERED.code()]);
    }
}
