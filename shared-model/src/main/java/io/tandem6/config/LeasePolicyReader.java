package io.tandem6.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads what networks and subnets say of finding and keeping leases. */
final class LeasePolicyReader {
    private static final String THRESHOLD = "cache-threshold";
    private static final String MAX_AGE = "cache-max-age";

    private LeasePolicyReader() {}

    static LeasePolicy read(Scope scope, Problems problems) {
        AllocatorKind addresses = allocator(scope, "allocator");
        if (addresses == AllocatorKind.FREE_LEASE_QUEUE) {
            problems.error(
                    scope.at("allocator"),
                    "the free lease queue is for prefixes only: move it to 'pd-allocator', and use"
                            + " 'iterative' or 'random' here");
        }
        return new LeasePolicy(
                addresses,
                allocator(scope, "pd-allocator"),
                cache(scope, problems),
                scope.flag("store-extended-info").orElse(false));
    }

    /** A lease that is not written again is not sent again to a partner that may not have it. */
    private static LeaseCache cache(Scope scope, Problems problems) {
        LeaseCache cache =
                new LeaseCache(
                        threshold(scope, problems),
                        scope.number(MAX_AGE).map(OptionalLong::of).orElseGet(OptionalLong::empty));
        if (cache.equals(LeaseCache.OFF)
                || !HooksReader.namesHighAvailability(scope.levels().getLast())) {
            return cache;
        }
        for (String name : List.of(THRESHOLD, MAX_AGE)) {
            if (scope.real(name).filter(value -> value > 0).isPresent()) {
                problems.warning(
                        scope.at(name),
                        "'"
                                + name
                                + "' has no effect together with high availability: every lease"
                                + " that a client is told of is sent to the partner first");
            }
        }
        return LeaseCache.OFF;
    }

    private static AllocatorKind allocator(Scope scope, String name) {
        return scope.text(name).map(AllocatorKind::of).orElse(AllocatorKind.OWN_PLACE);
    }

    private static OptionalDouble threshold(Scope scope, Problems problems) {
        String name = THRESHOLD;
        Optional<Double> value = scope.real(name);
        if (value.isPresent() && !(value.get() >= 0 && value.get() < 1)) {
            problems.error(
                    scope.at(name), name + " " + value.get() + " must be 0 or above, and below 1");
            return OptionalDouble.empty();
        }
        return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }
}
