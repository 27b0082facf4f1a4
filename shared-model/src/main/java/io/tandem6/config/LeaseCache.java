package io.tandem6.config;

import io.tandem6.lease.Lease;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * When a lease that its client asks for again is answered as it stands, with the lifetimes that are
 * left of it and nothing written: {@code cache-threshold} and {@code cache-max-age}. Both count
 * where both are there.
 *
 * @param threshold oldest age as a fraction of the valid lifetime, 0..1 without 1; 0 is never
 * @param maxAgeSeconds oldest age, 0..4294967295; 0 is never
 */
public record LeaseCache(OptionalDouble threshold, OptionalLong maxAgeSeconds) {
    /** Every lease is written again. */
    public static final LeaseCache OFF =
            new LeaseCache(OptionalDouble.empty(), OptionalLong.empty());

    /** True if {@code lease} is young enough at {@code now} (Unix seconds). */
    public boolean isFresh(Lease lease, long now) {
        if (threshold.isEmpty() && maxAgeSeconds.isEmpty()) {
            return false;
        }
        long age = now - lease.clientLastTransmission();
        return age >= 0
                && isLeft(lease.validLifetime(), age)
                // Kea would go on answering with nothing but a deprecated address.
                && (lease.preferredLifetime() == 0 || isLeft(lease.preferredLifetime(), age))
                && (maxAgeSeconds.isEmpty() || isWithin(age, maxAgeSeconds.getAsLong()))
                && (threshold.isEmpty()
                        || isWithin(age, (long) (threshold.getAsDouble() * lease.validLifetime())));
    }

    private static boolean isLeft(long lifetime, long age) {
        return lifetime == Lease.INFINITE || age < lifetime;
    }

    private static boolean isWithin(long age, long oldest) {
        return oldest > 0 && age <= oldest;
    }
}
