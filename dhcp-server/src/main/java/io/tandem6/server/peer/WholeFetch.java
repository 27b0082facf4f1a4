package io.tandem6.server.peer;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An operator wants this server to have all leases of its partner, with which there is an
 * agreement: the partner tells them like any others, while both serve. Event loop only.
 */
final class WholeFetch {
    /** After that no heartbeat is on its way that the partner answered before it began to tell. */
    private static final long SETTLING_NANOS = Duration.ofSeconds(2).toNanos();

    private @Nullable Waiting waiting;

    private record Waiting(
            Consumer<LeaseSync.Outcome> done, BulkApply.Counts before, long sinceNanos) {}

    /** True if the operator waits. */
    boolean isUnderWay() {
        return waiting != null;
    }

    /** The partner is asked, at {@code nanos}; {@code done} hears of the end. */
    void begin(Consumer<LeaseSync.Outcome> done, BulkApply.Counts before, long nanos) {
        waiting = new Waiting(done, before, nanos);
    }

    /**
     * Looks whether it is over.
     *
     * @param reconciled both servers know all of each other
     */
    void look(boolean reconciled, BulkApply.Counts now, long nanos) {
        Waiting operator = waiting;
        if (operator != null && reconciled && nanos - operator.sinceNanos > SETTLING_NANOS) {
            waiting = null;
            operator.done.accept(
                    new LeaseSync.Outcome.Synchronized(
                            now.arrived() - operator.before.arrived(),
                            now.changed() - operator.before.changed()));
        }
    }

    /** It cannot go on. */
    void fail(String reason) {
        Waiting operator = waiting;
        if (operator != null) {
            waiting = null;
            operator.done.accept(new LeaseSync.Outcome.Failed(reason, false));
        }
    }
}
