package io.tandem6.server.lease;

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
}
