package io.tandem6.server.peer;

import io.tandem6.lease.UpdateNumber;

/**
 * Numbers this server's lease updates, whichever peer they go to. Lives as long as the server, so
 * that a relationship which is configured anew goes on where the old one was. Event loop only.
 */
public final class UpdateNumbers {
    private final long incarnation;
    private long sequence;

    /** {@code incarnation} is one that no earlier start of this server had. */
    public UpdateNumbers(long incarnation) {
        this.incarnation = incarnation;
    }

    /** The number of this start. */
    long incarnation() {
        return incarnation;
    }

    /** The number before the first. */
    UpdateNumber none() {
        return new UpdateNumber(incarnation, 0);
    }

    /** The highest number given so far. */
    UpdateNumber last() {
        return new UpdateNumber(incarnation, sequence);
    }

    /** A number higher than all before it. */
    UpdateNumber next() {
        return new UpdateNumber(incarnation, ++sequence);
    }
}
