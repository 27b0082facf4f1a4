package io.tandem6.config;

import io.tandem6.config.Lifetimes.Triplet;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads lifetimes and timers with Kea 2.2's defaults. */
final class LifetimesReader {
    static final long VALID_DEFAULT = 7200;
    static final long PREFERRED_DEFAULT = 3600;
    static final double T1_PERCENT_DEFAULT = 0.5;
    static final double T2_PERCENT_DEFAULT = 0.8;

    private LifetimesReader() {}

    /** Empty, with an error in {@code problems}, if the values contradict each other. */
    static Optional<Lifetimes> read(Scope scope, Problems problems) {
        int errors = problems.errors();
        Triplet valid = triplet(scope, "valid-lifetime", VALID_DEFAULT, problems);
        Triplet preferred = triplet(scope, "preferred-lifetime", PREFERRED_DEFAULT, problems);
        Optional<Long> renew = scope.number("renew-timer");
        Optional<Long> rebind = scope.number("rebind-timer");
        if (renew.isPresent() && rebind.isPresent() && renew.get() > rebind.get()) {
            problems.error(
                    scope.at("renew-timer"),
                    "renew-timer " + renew.get() + " must not exceed rebind-timer " + rebind.get());
        }
        double t1 = scope.real("t1-percent").orElse(T1_PERCENT_DEFAULT);
        double t2 = scope.real("t2-percent").orElse(T2_PERCENT_DEFAULT);
        boolean t1Fits = isFraction(scope, "t1-percent", t1, problems);
        boolean t2Fits = isFraction(scope, "t2-percent", t2, problems);
        if (t1Fits && t2Fits && t1 >= t2) {
            problems.error(
                    scope.at("t1-percent"), "t1-percent " + t1 + " must be below t2-percent " + t2);
        }
        if (problems.errors() > errors) {
            return Optional.empty();
        }
        return Optional.of(
                new Lifetimes(
                        valid,
                        preferred,
                        optional(renew),
                        optional(rebind),
                        scope.flag("calculate-tee-times").orElse(true),
                        t1,
                        t2));
    }

    static Triplet triplet(Scope scope, String name, long otherwise, Problems problems) {
        long standard = scope.number(name).orElse(otherwise);
        long min = scope.number("min-" + name).orElse(standard);
        long max = scope.number("max-" + name).orElse(standard);
        if (min > standard) {
            problems.error(
                    scope.at("min-" + name),
                    "min-" + name + " " + min + " must not exceed " + name + " " + standard);
        }
        if (max < standard) {
            problems.error(
                    scope.at("max-" + name),
                    "max-" + name + " " + max + " must not be below " + name + " " + standard);
        }
        return min > standard || max < standard
                ? Triplet.fixed(standard)
                : new Triplet(min, standard, max);
    }

    private static boolean isFraction(Scope scope, String name, double value, Problems problems) {
        if (value > 0 && value < 1) {
            return true;
        }
        problems.error(scope.at(name), name + " " + value + " must lie between 0 and 1");
        return false;
    }

    private static OptionalLong optional(Optional<Long> value) {
        return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
    }
}
