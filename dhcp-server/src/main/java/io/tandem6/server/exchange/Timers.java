package io.tandem6.server.exchange;

import io.tandem6.config.Lifetimes;

/** T1 and T2 of an identity association (RFC 9915 section 14.2), in seconds. */
final class Timers {
    private Timers() {}

    /** When to rebind, given the shortest preferred lifetime; 0 leaves it to the client. */
    static long t2(Lifetimes lifetimes, long shortestPreferred) {
        if (lifetimes.rebindTimer().isPresent()) {
            return lifetimes.rebindTimer().getAsLong();
        }
        return lifetimes.calculateTeeTimes()
                ? Math.round(lifetimes.t2Percent() * shortestPreferred)
                : 0;
    }

    /** When to renew; 0 leaves it to the client, as does a T1 that would not come before T2. */
    static long t1(Lifetimes lifetimes, long shortestPreferred, long t2) {
        long t1 = 0;
        if (lifetimes.renewTimer().isPresent()) {
            t1 = lifetimes.renewTimer().getAsLong();
        } else if (lifetimes.calculateTeeTimes()) {
            t1 = Math.round(lifetimes.t1Percent() * shortestPreferred);
        }
        return t1 < t2 ? t1 : 0;
    }
}
