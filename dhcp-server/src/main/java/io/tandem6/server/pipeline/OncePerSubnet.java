package io.tandem6.server.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Says when a message of the log about a subnet is due again, however often its cause occurs.
 * Belongs to the event loop.
 */
final class OncePerSubnet {
    /** More subnets than this are forgotten at once, and heard of again a little early. */
    private static final int SUBNETS_MAX = 10_000;

    private final long intervalNanos;
    private final Map<Long, Long> dueNanos = new HashMap<>();

    OncePerSubnet(Duration interval) {
        this.intervalNanos = interval.toNanos();
    }

    /** True at most once in the interval. Time is monotonic. */
    boolean isDue(long subnetId, long nanoTime) {
        Long due = dueNanos.get(subnetId);
        if (due != null && nanoTime - due < 0) {
            return false;
        }
        if (dueNanos.size() >= SUBNETS_MAX) {
            dueNanos.clear();
        }
        dueNanos.put(subnetId, nanoTime + intervalNanos);
        return true;
    }
}
