package io.tandem6.simulator.time;

import java.time.Instant;

/**
 * The clocks of one host. The monotonic one is right but stands still while the host is suspended;
 * the wall clock may be off and jump.
 */
public final class HostClock {
    /** What a right wall clock shows when the world begins, Unix seconds. */
    public static final long EPOCH = 1_800_000_000L;

    private final Timeline timeline;
    private long offset;
    private long stoodStill;
    private long suspendedAt = -1;

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
        return (suspendedAt < 0 ? timeline.now() : suspendedAt) - stoodStill;
    }

    /** Monotonic time that goes on while the host is suspended, nanoseconds. */
    public long nanoTimeWithSuspend() {
        return timeline.now();
    }

    /** Has the monotonic clock stand still. */
    public void suspend() {
        if (suspendedAt < 0) {
            suspendedAt = timeline.now();
        }
    }

    /** Has it go on. */
    public void resume() {
        if (suspendedAt >= 0) {
            stoodStill += timeline.now() - suspendedAt;
            suspendedAt = -1;
        }
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
