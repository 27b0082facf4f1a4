package io.tandem6.server.continuity;

import io.tandem6.lease.Lease;
import java.util.OptionalLong;

/**
 * A jump of the wall clock. Leases last as long as they were to last: of those that were heard
 * before, the time has to be told by the new clock.
 *
 * @param seconds by how much the clock went ahead, negative if it went back
 * @param found when that was noticed, Unix time in seconds by the new clock
 */
public record ClockJump(long seconds, long found) {
    /** A jump is noticed within a second; a busy server takes longer, and durations are rounded. */
    private static final long MARGIN_SECONDS = 10;

    /**
     * A lease by the new clock. What may have been heard since the clock went back stays as it is
     * unless another clock tells, and lasts longer if it was not.
     *
     * @param now Unix time in seconds
     * @param age seconds since its client was heard by a clock that does not jump, if known
     */
    public Lease applyTo(Lease lease, long now, OptionalLong age) {
        return isTaken(lease) && isFromBefore(lease.clientLastTransmission(), now, age)
                ? lease.heardAt(lease.clientLastTransmission() + seconds)
                : lease;
    }

    private boolean isFromBefore(long heard, long now, OptionalLong age) {
        if (seconds > 0) {
            // A whole second more, since a part of one counts as one.
            return heard <= found - seconds + 1;
        }
        return heard > now + MARGIN_SECONDS
                || heard < found - MARGIN_SECONDS
                || (age.isPresent() && isNearer(heard + seconds, heard, now - age.getAsLong()));
    }

    private static boolean isNearer(long instant, long other, long truth) {
        return Math.abs(instant - truth) < Math.abs(other - truth);
    }

    private static boolean isTaken(Lease lease) {
        return switch (lease.state()) {
            case ASSIGNED, DECLINED -> true;
            case EXPIRED_RECLAIMED, RELEASED, REGISTERED -> false;
        };
    }
}
