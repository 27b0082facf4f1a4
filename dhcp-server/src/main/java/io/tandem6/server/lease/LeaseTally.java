package io.tandem6.server.lease;

import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts leases by subnet, type and state, and by length. */
final class LeaseTally {
    private static final int STATES = LeaseState.values().length;
    private static final int LENGTHS = 129;

    private final Map<LeaseType, Map<Long, long[]>> bySubnet = new EnumMap<>(LeaseType.class);
    private final Map<LeaseType, long[]> totals = new EnumMap<>(LeaseType.class);
    private final long[] byLength = new long[LENGTHS];
    private Set<Integer> lengths = Set.of();

    LeaseTally() {
        for (LeaseType type : LeaseType.values()) {
            bySubnet.put(type, new HashMap<>());
            totals.put(type, new long[STATES]);
        }
    }

    void add(long subnetId, LeaseType type, int length, LeaseState state) {
        subnets(type).computeIfAbsent(subnetId, id -> new long[STATES])[state.code()]++;
        total(type)[state.code()]++;
        if (byLength[length]++ == 0) {
            findLengths();
        }
    }

    void remove(long subnetId, LeaseType type, int length, LeaseState state) {
        long[] counts = subnets(type).getOrDefault(subnetId, new long[STATES]);
        counts[state.code()]--;
        total(type)[state.code()]--;
        if (counts(counts).total() == 0) {
            subnets(type).remove(subnetId);
        }
        if (--byLength[length] == 0) {
            findLengths();
        }
    }

    private void findLengths() {
        lengths =
                IntStream.range(0, byLength.length)
                        .filter(length -> byLength[length] > 0)
                        .boxed()
                        .collect(Collectors.toUnmodifiableSet());
    }

    Set<Integer> lengths() {
        return lengths;
    }

    LeaseCounts counts(long subnetId, LeaseType type) {
        long[] counts = subnets(type).get(subnetId);
        return counts == null ? LeaseCounts.NONE : counts(counts);
    }

    LeaseCounts totals(LeaseType type) {
        return counts(total(type));
    }

    private Map<Long, long[]> subnets(LeaseType type) {
        return bySubnet.getOrDefault(type, Map.of());
    }

    private long[] total(LeaseType type) {
        return totals.getOrDefault(type, new long[STATES]);
    }

    private static LeaseCounts counts(long[] byState) {
        return new LeaseCounts(
                byState[LeaseState.ASSIGNED.code()],
                byState[LeaseState.DECLINED.code()],
                byState[LeaseState.EXPIRED_RECLAIMED.code()],
                byState[LeaseState.RELEASED.code()],
                byState[LeaseState.REGISTERED.code()]);
    }
}
