package io.tandem6.config;

import java.util.OptionalLong;

/**
 * Lifetimes and timers of a subnet, all in seconds, 0..4294967295 (infinite).
 *
 * @param valid bounds and default of the valid lifetime
 * @param preferred bounds and default of the preferred lifetime
 * @param renewTimer fixed T1
 * @param rebindTimer fixed T2
 * @param calculateTeeTimes compute T1 and T2 where they are not fixed
 * @param t1Percent T1 as a fraction of the preferred lifetime, inside (0, 1)
 * @param t2Percent T2 likewise, above {@code t1Percent}
 */
public record Lifetimes(
        Triplet valid,
        Triplet preferred,
        OptionalLong renewTimer,
        OptionalLong rebindTimer,
        boolean calculateTeeTimes,
        double t1Percent,
        double t2Percent) {
    /**
     * A default and what a client's hint may make of it.
     *
     * @param min lowest value
     * @param standard value without a hint
     * @param max highest value
     */
    public record Triplet(long min, long standard, long max) {
        /** Checks the order. */
        public Triplet {
            if (min > standard || standard > max) {
                throw new IllegalArgumentException(
                        "min <= default <= max expected: " + min + ", " + standard + ", " + max);
            }
        }

        /** A value without room. */
        public static Triplet fixed(long value) {
            return new Triplet(value, value, value);
        }

        /** What a client that asks for {@code hint} gets; 0 asks for nothing. */
        public long choose(long hint) {
            return hint == 0 ? standard : Math.clamp(hint, min, max);
        }
    }
}
