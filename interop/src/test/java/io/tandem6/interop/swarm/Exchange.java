package io.tandem6.interop.swarm;

import io.tandem6.message.MessageType;

/** What a client sends until it is answered, and how often (RFC 9915 section 7.6). */
enum Exchange {
    SOLICIT(MessageType.SOLICIT, 1, 3600, 0),
    REQUEST(MessageType.REQUEST, 1, 30, 10),
    RENEW(MessageType.RENEW, 10, 600, 0),
    REBIND(MessageType.REBIND, 10, 600, 0),
    RELEASE(MessageType.RELEASE, 1, 0, 4),
    DECLINE(MessageType.DECLINE, 1, 0, 4);

    private final int messageType;
    private final double initialSeconds;
    private final double maxSeconds;
    private final int maxCount;

    Exchange(int messageType, double initialSeconds, double maxSeconds, int maxCount) {
        this.messageType = messageType;
        this.initialSeconds = initialSeconds;
        this.maxSeconds = maxSeconds;
        this.maxCount = maxCount;
    }

    int messageType() {
        return messageType;
    }

    /** True if the client gives up after {@code sent} messages. */
    boolean isOver(int sent) {
        return maxCount > 0 && sent >= maxCount;
    }

    /**
     * The time until the next message (section 15).
     *
     * @param previousSeconds the last such time, 0 for the first
     * @param random -0.1..0.1
     */
    double retransmissionSeconds(double previousSeconds, double random) {
        if (previousSeconds == 0) {
            // Section 18.2.1: a Solicit's first time is above the initial one.
            double factor = this == SOLICIT ? Math.abs(random) : random;
            return initialSeconds + factor * initialSeconds;
        }
        double next = 2 * previousSeconds + random * previousSeconds;
        return maxSeconds > 0 && next > maxSeconds ? maxSeconds + random * maxSeconds : next;
    }
}
