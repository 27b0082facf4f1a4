package io.tandem6.server.peer;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.LeaseChange;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lease changes that are kept for a partner out of reach, at most one for each address: of several
 * the last. A backlog with a gap is of no use, so one that overflows keeps nothing from then on.
 */
final class Backlog {
    private final long limit;
    private final Map<Ipv6Address, LeaseChange> changes = new LinkedHashMap<>();
    private boolean overflowed;

    /** An empty one for at most {@code limit} changes. */
    Backlog(long limit) {
        this.limit = limit;
    }

    /** Keeps changes that are later than all that is here; false if there is no room. */
    boolean add(Collection<LeaseChange> later) {
        for (LeaseChange change : later) {
            if (overflowed || (changes.size() >= limit && !changes.containsKey(change.address()))) {
                overflowed = true;
                changes.clear();
                return false;
            }
            changes.put(change.address(), change);
        }
        return true;
    }

    /** Keeps changes that are earlier than all that is here; false if there is no room. */
    boolean addEarlier(Collection<LeaseChange> earlier) {
        return add(earlier.stream().filter(c -> !changes.containsKey(c.address())).toList())
                && !overflowed;
    }

    /** Up to {@code count} of them. */
    List<LeaseChange> first(int count) {
        return changes.values().stream().limit(count).toList();
    }

    /** The partner has these now. */
    void delivered(Collection<LeaseChange> known) {
        known.forEach(change -> changes.remove(change.address(), change));
    }

    /** Begins anew. */
    void clear() {
        changes.clear();
        overflowed = false;
    }

    int size() {
        return changes.size();
    }
}
