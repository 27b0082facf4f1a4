package io.tandem6.server.boot;

import io.tandem6.log.EventLog;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;

/**
 * Where the time until clients are served went.
 *
 * @param process when the Java runtime began
 * @param configured when the configuration was read and checked
 */
record StartTimes(Instant process, Instant configured) {
    /** Times of this process, whose configuration had been read at {@code configured}. */
    static StartTimes configured(Instant configured) {
        // A process handle knows the time of the start to the second only.
        long start = ManagementFactory.getRuntimeMXBean().getStartTime();
        return new StartTimes(Instant.ofEpochMilli(start), configured);
    }

    /**
     * Tells the operator.
     *
     * @param leases how long it took to load the leases
     * @param serving when clients are served
     */
    void log(EventLog log, Duration leases, Instant serving) {
        log.log(
                BootLog.TANDEM6_START_TIMES,
                Duration.between(process, serving).toMillis(),
                Duration.between(process, configured).toMillis(),
                leases.toMillis(),
                Duration.between(configured, serving).minus(leases).toMillis());
    }
}
