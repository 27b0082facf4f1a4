package io.tandem6.config;

import java.util.Locale;

/** How a free address or prefix is looked for: the values of {@code allocator}. */
public enum AllocatorKind {
    /**
     * At a place that depends on the client alone: what is done where the configuration says
     * nothing.
     */
    OWN_PLACE,
    /** {@code iterative}: after the one that was found last. */
    ITERATIVE,
    /** {@code random}: at a random place. */
    RANDOM,
    /** {@code flq}: anywhere, in no time, of prefixes only. */
    FREE_LEASE_QUEUE;

    /** The allocator with Kea's name; {@code shared-flq} is {@code flq} in several threads. */
    static AllocatorKind of(String keyword) {
        return switch (keyword.toLowerCase(Locale.ROOT)) {
            case "iterative" -> ITERATIVE;
            case "random" -> RANDOM;
            default -> FREE_LEASE_QUEUE;
        };
    }
}
