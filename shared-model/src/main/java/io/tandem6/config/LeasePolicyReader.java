package io.tandem6.config;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads what networks and subnets say of finding and keeping leases. */
final class LeasePolicyReader {
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
                new LeaseCache(
                        threshold(scope, problems),
                        scope.number("cache-max-age")
                                .map(OptionalLong::of)
                                .orElseGet(OptionalLong::empty)),
                scope.flag("store-extended-info").orElse(false));
    }

    private static AllocatorKind allocator(Scope scope, String name) {
        return scope.text(name).map(AllocatorKind::of).orElse(AllocatorKind.OWN_PLACE);
    }

    private static OptionalDouble threshold(Scope scope, Problems problems) {
        String name = "cache-threshold";
        Optional<Double> value = scope.real(name);
        if (value.isPresent() && !(value.get() >= 0 && value.get() < 1)) {
            problems.error(
                    scope.at(name), name + " " + value.get() + " must be 0 or above, and below 1");
            return OptionalDouble.empty();
        }
        return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }
}
