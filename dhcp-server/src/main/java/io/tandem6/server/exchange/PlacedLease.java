package io.tandem6.server.exchange;

import io.tandem6.lease.Lease;
import io.tandem6.server.continuity.Right;

/**
 * A lease that an association is to have.
 *
 * @param lease as it is before this message; of a new one the lifetimes are 0
 * @param place where it comes from
 * @param isReserved it is reserved for this client
 * @param isNew the client did not have it before
 * @param right how far it may be promised, at least {@link Right#ACKNOWLEDGED}
 */
record PlacedLease(Lease lease, Place place, boolean isReserved, boolean isNew, Right right) {
    /**
     * Checks the right.
     *
     * @throws IllegalArgumentException if there is none: what may not be promised is not placed
     */
    PlacedLease {
        if (right == Right.NONE) {
            throw new IllegalArgumentException("nothing may be promised of " + lease);
        }
    }
}
