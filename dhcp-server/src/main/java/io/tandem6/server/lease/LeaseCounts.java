package io.tandem6.server.lease;

import io.tandem6.lease.LeaseState;

/**
 * How many leases of one type there are, in a subnet or in all, by state.
 *
 * @param assigned state {@code default}
 * @param declined state {@code declined}
 * @param reclaimed state {@code expired-reclaimed}
 * @param released state {@code released}
 * @param registered state {@code registered}
 */
public record LeaseCounts(
        long assigned, long declined, long reclaimed, long released, long registered) {
    /** No leases. */
    public static final LeaseCounts NONE = new LeaseCounts(0, 0, 0, 0, 0);

    /**
     * What Kea reports as {@code assigned-nas} and {@code assigned-pds}: declined ones included.
     */
    public long assignedOrDeclined() {
        return assigned + declined;
    }

    /** All of them. */
    public long total() {
        return assigned + declined + reclaimed + released + registered;
    }

    LeaseCounts plus(LeaseState state, int change) {
        return switch (state) {
            case ASSIGNED ->
                    new LeaseCounts(assigned + change, declined, reclaimed, released, registered);
            case DECLINED ->
                    new LeaseCounts(assigned, declined + change, reclaimed, released, registered);
            case EXPIRED_RECLAIMED ->
                    new LeaseCounts(assigned, declined, reclaimed + change, released, registered);
            case RELEASED ->
                    new LeaseCounts(assigned, declined, reclaimed, released + change, registered);
            case REGISTERED ->
                    new LeaseCounts(assigned, declined, reclaimed, released, registered + change);
        };
    }
}
