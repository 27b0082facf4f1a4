package io.tandem6.message;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a client sends the same message again (RFC 9915 section 15).
 *
 * @param initial IRT, about how long the first transmission waits for an answer
 * @param max MRT, about how long any transmission waits at most; zero for no limit
 * @param countMax MRC, after how many transmissions the client gives up; 0 for no limit
 * @param firstLater true if the first wait must be longer than {@code initial}, as for Solicit
 */
public record Retransmission(Duration initial, Duration max, int countMax, boolean firstLater) {
    /** RFC 9915 section 18.2.1. */
    public static final Retransmission SOLICIT = of(1, 3600, 0, true);

    /** RFC 9915 section 18.2.2. */
    public static final Retransmission REQUEST = of(1, 30, 10, false);

    /** RFC 9915 section 18.2.4; the client stops at T2. */
    public static final Retransmission RENEW = of(10, 600, 0, false);

    /** RFC 9915 section 18.2.5; the client stops when its last lifetime ends. */
    public static final Retransmission REBIND = of(10, 600, 0, false);

    /** RFC 9915 section 18.2.3; the client stops after 10 s. */
    public static final Retransmission CONFIRM = of(1, 4, 0, false);

    /** RFC 9915 section 18.2.7. */
    public static final Retransmission RELEASE = of(1, 0, 4, false);

    /** RFC 9915 section 18.2.8. */
    public static final Retransmission DECLINE = of(1, 0, 4, false);

    private static final double JITTER = 0.1;
    private static final double NANOS = 1e9;

    private static Retransmission of(
            int initialSeconds, int maxSeconds, int countMax, boolean firstLater) {
        return new Retransmission(
                Duration.ofSeconds(initialSeconds),
                Duration.ofSeconds(maxSeconds),
                countMax,
                firstLater);
    }

    /** How long the first transmission waits. */
    public Duration first(RandomGenerator random) {
        return first(firstLater ? JITTER - random.nextDouble() * JITTER : jitter(random));
    }

    /** How long the transmission after one that waited {@code previous} waits. */
    public Duration next(Duration previous, RandomGenerator random) {
        return next(previous, jitter(random));
    }

    /** True if nothing is sent any more after {@code count} transmissions. */
    public boolean isLast(int count) {
        return countMax > 0 && count >= countMax;
    }

    /** As {@link #first(RandomGenerator)}, with RAND given. */
    Duration first(double rand) {
        return scale(initial, 1 + rand);
    }

    /** As {@link #next(Duration, RandomGenerator)}, with RAND given. */
    Duration next(Duration previous, double rand) {
        Duration doubled = scale(previous, 2 + rand);
        boolean capped = max.isPositive() && doubled.compareTo(max) > 0;
        return capped ? scale(max, 1 + rand) : doubled;
    }

    private static double jitter(RandomGenerator random) {
        return (2 * random.nextDouble() - 1) * JITTER;
    }

    private static Duration scale(Duration duration, double factor) {
        return Duration.ofNanos(Math.round(duration.toNanos() / NANOS * factor * NANOS));
    }
}
