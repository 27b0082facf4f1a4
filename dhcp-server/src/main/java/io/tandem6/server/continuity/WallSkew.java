package io.tandem6.server.continuity;

/**
 * By how much the partner's wall clock is ahead of this server's. Wall clocks go on while a server
 * is off: if the two differ by something else when it is back, one of them was set meanwhile.
 *
 * @param millis how much
 * @param errorMillis at most so much is wrong
 */
public record WallSkew(long millis, long errorMillis) {
    /** What is known less well says nothing. */
    private static final long ERROR_MILLIS_MAX = 500;

    /** Less is not worth a place on the disk. */
    private static final long CHANGE_MILLIS = 1000;

    /** More does not come from drift. */
    private static final long JUMP_MILLIS = 2000;

    /**
     * From one answer.
     *
     * @param heardMillis when it arrived, by this server's wall clock
     * @param toldMillis the partner's wall clock as it answered
     * @param travelMillis how long question and answer took
     */
    public static WallSkew of(long heardMillis, long toldMillis, long travelMillis) {
        return new WallSkew(toldMillis - (heardMillis - travelMillis / 2), travelMillis / 2 + 1);
    }

    /** True if it is known well enough to be compared. */
    public boolean isCertain() {
        return errorMillis <= ERROR_MILLIS_MAX;
    }

    /** True if it shows that a clock was set since the skew was {@code known} milliseconds. */
    public boolean showsJump(long known) {
        return Math.abs(known - millis) >= JUMP_MILLIS + errorMillis - 1;
    }

    /** True if another skew is to be remembered in the place of {@code known} milliseconds. */
    boolean isOtherThan(long known) {
        return Math.abs(millis - known) >= CHANGE_MILLIS;
    }

    /**
     * Whole seconds by which this server's clock seems to have been set ahead, or back, since the
     * partner's was ahead by {@code known} milliseconds: rather too far ahead, since no lease must
     * end too early.
     */
    public long jumpedSeconds(long known) {
        return showsJump(known) ? Math.ceilDiv(known - millis + errorMillis - 1, 1000) : 0;
    }
}
