package io.tandem6.config;

/**
 * {@code expired-leases-processing}.
 *
 * @param reclaimTimerWaitSeconds pause between reclamations, 0 is never
 * @param flushReclaimedTimerWaitSeconds pause between removals of reclaimed leases, 0 is never
 * @param holdReclaimedSeconds how long a reclaimed lease is remembered for its client
 * @param maxReclaimLeases leases reclaimed at a time, 0 is no limit
 * @param maxReclaimMillis time taken at a time, 0 is no limit
 * @param unwarnedReclaimCycles incomplete cycles before a warning
 */
public record ExpiredLeasesProcessing(
        int reclaimTimerWaitSeconds,
        int flushReclaimedTimerWaitSeconds,
        long holdReclaimedSeconds,
        long maxReclaimLeases,
        int maxReclaimMillis,
        int unwarnedReclaimCycles) {
    /** Kea's defaults. */
    public static final ExpiredLeasesProcessing DEFAULT =
            new ExpiredLeasesProcessing(10, 25, 3600, 100, 250, 5);
}
