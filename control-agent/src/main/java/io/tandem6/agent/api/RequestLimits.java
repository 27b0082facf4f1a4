package io.tandem6.agent.api;

/**
 * What requests may cost.
 *
 * @param bodyBytesMax longest body
 * @param strangerBodyBytesMax longest body read from a client whose credentials are wrong
 * @param allBodyBytesMax all bodies together that are in work at a time
 */
public record RequestLimits(int bodyBytesMax, int strangerBodyBytesMax, int allBodyBytesMax) {
    /** Enough for the largest configurations, bearable for a small heap. */
    public static RequestLimits standard() {
        return new RequestLimits(64 << 20, 1 << 20, 128 << 20);
    }
}
