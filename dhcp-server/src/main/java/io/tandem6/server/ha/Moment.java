package io.tandem6.server.ha;

import java.time.Duration;
import java.time.Instant;

/**
 * When an event happened, on both clocks: intervals are measured on the one that never jumps, the
 * partner's clock is compared with the other.
 *
 * @param monotonicMillis of use only in differences
 * @param wallClock what people and the partner call it
 */
public record Moment(long monotonicMillis, Instant wallClock) {
    /** Milliseconds from {@code earlier} to here. */
    public long millisSince(Moment earlier) {
        return monotonicMillis - earlier.monotonicMillis;
    }

    /** This moment, {@code duration} later on both clocks. */
    public Moment plus(Duration duration) {
        return new Moment(monotonicMillis + duration.toMillis(), wallClock.plus(duration));
    }
}
