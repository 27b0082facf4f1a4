package io.tandem6.server.continuity;

/**
 * Finds jumps of the wall clock, by comparing it with one that is monotonic and goes on while the
 * machine is suspended. What drifts slowly, as when NTP slews it, is no jump.
 */
public final class WallClock {
    private static final long JUMP_MILLIS = 2000;

    private long difference;

    /** Compares from now on. */
    public WallClock(long wallMillis, long monotonicMillis) {
        difference = wallMillis - monotonicMillis;
    }

    /** Whole seconds by which the wall clock has jumped ahead since the last call, or back. */
    public long jumpedSeconds(long wallMillis, long monotonicMillis) {
        long jump = wallMillis - monotonicMillis - difference;
        difference += jump;
        return Math.abs(jump) < JUMP_MILLIS ? 0 : Math.ceilDiv(jump, 1000);
    }
}
