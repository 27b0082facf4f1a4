package io.tandem6.server.ha;

/**
 * How far a server is in bringing a partner that was out of reach up to date. The changes
 * themselves are kept elsewhere.
 *
 * @param pending the partner has not been told of some changes, which are kept for it
 * @param overflowed there were more changes than may be kept: the partner has to fetch the leases
 * @param attempt what is being done about it
 */
public record Recovery(boolean pending, boolean overflowed, Attempt attempt) {
    /** The partner knows everything. */
    static final Recovery NONE = new Recovery(false, false, Attempt.NONE);

    /** What is being done to bring the partner up to date. */
    public enum Attempt {
        /** Nothing. */
        NONE,
        /** The kept changes are sent; later ones have to wait until it is known how that went. */
        SENDING,
        /** The partner is asked to start over and fetch the leases. */
        RESETTING
    }

    Recovery queued(boolean doesNotFit) {
        return new Recovery(true, overflowed || doesNotFit, attempt);
    }

    Recovery attempting(Attempt next) {
        return new Recovery(pending, overflowed, next);
    }

    /** Changes that are no longer kept are as good as those that never fitted. */
    Recovery withoutBacklog() {
        return owesUpdates() ? new Recovery(false, true, Attempt.NONE) : NONE;
    }

    /** True if there is something the partner does not know. */
    boolean owesUpdates() {
        return pending || overflowed;
    }
}
