package io.tandem6.server.exchange;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import java.util.List;

/** What becomes of a lease that ends before its time, as one that its client gives back. */
public enum EndedLeases {
    /** It is deleted. */
    FORGOTTEN,
    /**
     * It stays for a while as a reclaimed lease, whose address is free. A server that was away and
     * fetches the leases of its partner thereby learns that it has ended; from an address that is
     * missing it learns nothing, as the lease may as well be its own.
     */
    REMEMBERED;

    /** The changes as they are to be stored and told. */
    List<LeaseChange> remembered(List<LeaseChange> changes, long now) {
        return switch (this) {
            case FORGOTTEN -> changes;
            case REMEMBERED -> changes.stream().map(change -> remembered(change, now)).toList();
        };
    }

    private static LeaseChange remembered(LeaseChange change, long now) {
        return switch (change) {
            case LeaseChange.Delete(Lease lease) -> new LeaseChange.Put(lease.ended(now));
            case LeaseChange.Put put -> put;
        };
    }

    /**
     * True if its client may give the lease back a second time: it does so if it got no answer, and
     * the partner may not have heard of it either.
     */
    boolean mayEndAgain(Lease lease) {
        return this == REMEMBERED && lease.state() == LeaseState.EXPIRED_RECLAIMED;
    }
}
