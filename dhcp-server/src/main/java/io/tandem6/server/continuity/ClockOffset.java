package io.tandem6.server.continuity;

/**
 * By how much the partner's monotonic clock is ahead of this server's, as well as that can be told
 * from questions and answers: what travelled quickly tells more. Neither clock jumps, so that an
 * estimate stays true but for the drift of the clocks.
 *
 * @param millis how much
 * @param errorMillis at most so much is wrong
 * @param atMillis when it was found out, on this server's clock
 */
public record ClockOffset(long millis, long errorMillis, long atMillis) {
    /** Clocks of computers drift apart by less than one part in so many. */
    private static final long DRIFT = 5000;

    /**
     * From one answer.
     *
     * @param sentMillis when the question was sent, on this server's clock
     * @param toldMillis the partner's clock as it answered
     * @param heardMillis when the answer arrived, on this server's clock
     */
    public static ClockOffset of(long sentMillis, long toldMillis, long heardMillis) {
        return new ClockOffset(
                toldMillis - (sentMillis + heardMillis) / 2,
                (heardMillis - sentMillis) / 2 + 1,
                heardMillis);
    }

    /** The better one of two. */
    public ClockOffset or(ClockOffset later) {
        long drifted = errorMillis + (later.atMillis - atMillis) / DRIFT;
        return later.errorMillis <= drifted ? later : this;
    }

    /** An instant of the partner's clock on this server's. */
    public long toOwn(long partnersMillis) {
        return partnersMillis - millis;
    }
}
