package io.tandem6.server.peer;

import java.time.Duration;

/**
 * How many leases go into one update: so many that the partner takes them in a fraction of what a
 * client waits for the update behind them. Event loop only.
 */
final class BatchSize {
    static final int MIN = 1000;
    static final int MAX = 8000;

    private static final long QUICK = Duration.ofMillis(100).toNanos();
    private static final long SLOW = Duration.ofMillis(200).toNanos();

    private int limit = UpdateQueue.BATCH_CHANGES_MAX;

    /** Most leases in the next update. */
    int limit() {
        return limit;
    }

    /** An update with a number of leases was answered after {@code nanos}. */
    void answered(int leases, long nanos) {
        if (nanos > SLOW) {
            limit = Math.clamp(Math.min(limit, leases) / 2, MIN, MAX);
        } else if (nanos < QUICK && leases >= limit) {
            limit = Math.clamp(limit * 2L, MIN, MAX);
        }
    }
}
