package io.tandem6.server.exchange;

import io.tandem6.config.Lifetimes;
import io.tandem6.server.exchange.IaReply.Granted;
import java.util.List;

/**
 * T1 and T2 of an identity association (RFC 9915 section 14.2).
 *
 * @param t1 seconds until the client renews, 0 leaves it to the client
 * @param t2 seconds until the client rebinds, 0 leaves it to the client
 */
record Timers(long t1, long t2) {
    /** What suits the shortest preferred lifetime of {@code granted}. */
    static Timers of(Lifetimes lifetimes, List<Granted> granted) {
        long shortest =
                granted.stream()
                        .mapToLong(Granted::preferredLifetime)
                        .filter(preferred -> preferred > 0)
                        .min()
                        .orElse(0);
        boolean calculate = lifetimes.calculateTeeTimes();
        long t2 =
                lifetimes
                        .rebindTimer()
                        .orElse(calculate ? Math.round(lifetimes.t2Percent() * shortest) : 0);
        long t1 =
                lifetimes
                        .renewTimer()
                        .orElse(calculate ? Math.round(lifetimes.t1Percent() * shortest) : 0);
        // A T1 that does not come before T2 makes clients discard the association.
        return new Timers(t1 < t2 ? t1 : 0, t2);
    }
}
