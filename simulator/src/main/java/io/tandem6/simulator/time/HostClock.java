package io.tandem6.simulator.time;

import java.time.Instant;

/** The clocks of one host. The monotonic one is right; the wall clock may be off and jump. */
public final class HostClock {
    /** What a right wall clock shows when the world begins, Unix seconds. */
    public static final long EPOCH = 1_800_000_000L;

    private final Timeline timeline;
    private long offset;

    /** A clock that is right. */
    public HostClock(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Wall-clock time. */
    public Instant now() {
        return Instant.ofEpochSecond(EPOCH, timeline.now() + offset);
    }

    /** Monotonic time, nanoseconds. */
    public long nanoTime() {
        return timeline.now();
    }

    /** How many nanoseconds the wall clock is ahead; negative if it is behind. */
    public long offset() {
        return offset;
    }

    /** Has the wall clock jump to be {@code nanos} ahead. */
    public void setOffset(long nanos) {
        offset = nanos;
    }
}
