package io.tandem6.server.peer;

import java.util.Optional;

/** Notes how much the partner had to be told after it was away, and how long that took. */
final class Resync {
    private boolean begun;
    private long beganNanos;
    private long leases;

    /**
     * What it came to.
     *
     * @param leases that the partner was told of and took, those of clients served meanwhile
     *     included
     * @param millis from when it could be told until it knew all
     */
    record Told(long leases, long millis) {}

    /** The partner is there, and may lack something. */
    void begin(long nanos) {
        begun = true;
        beganNanos = nanos;
        leases = 0;
    }

    /** It has taken a lease. */
    void told() {
        leases++;
    }

    /** It lacks nothing any more; empty if that is no news, or it lacked nothing. */
    Optional<Told> end(long nanos) {
        boolean news = begun && leases > 0;
        begun = false;
        return news
                ? Optional.of(new Told(leases, (nanos - beganNanos) / 1_000_000))
                : Optional.empty();
    }
}
