package io.tandem6.simulator.report;

import io.tandem6.simulator.Scenario;
import io.tandem6.simulator.SeedResult;
import io.tandem6.simulator.check.Violation;
import io.tandem6.simulator.check.ViolationKind;
import io.tandem6.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What many seeds showed, put together. */
public final class BatchReport {
    private static final int SEEDS_NAMED = 8;
    private static final double NANOS = Timeline.SECOND;

    private final Coverage coverage = new Coverage();
    private final Map<ViolationKind, Tally> tallies = new EnumMap<>(ViolationKind.class);
    private int seeds;
    private int failed;
    private long simulatedNanos;
    private long events;
    private long longestWaitNanos;
    private @Nullable Scenario firstFailure;

    private static final class Tally {
        private long violations;
        private int seeds;
        private final List<String> firstSeeds = new ArrayList<>();
        private String first = "";
    }

    /** Adds a seed. */
    public void add(SeedResult result) {
        seeds++;
        simulatedNanos += result.simulatedNanos();
        events += result.events();
        longestWaitNanos = Math.max(longestWaitNanos, result.longestWaitNanos());
        coverage.add(result.situations());
        if (!result.violations().isEmpty()) {
            failed++;
            if (firstFailure == null) {
                firstFailure = result.scenario();
            }
        }
        Set<ViolationKind> seen = EnumSet.noneOf(ViolationKind.class);
        for (Violation violation : result.violations()) {
            Tally tally = tallies.computeIfAbsent(violation.kind(), kind -> new Tally());
            tally.violations++;
            if (seen.add(violation.kind())) {
                tally.seeds++;
                if (tally.first.isEmpty()) {
                    tally.first = violation.toString();
                }
                if (tally.firstSeeds.size() < SEEDS_NAMED) {
                    tally.firstSeeds.add(
                            result.scenario().profile().word() + " " + result.scenario().seed());
                }
            }
        }
    }

    /** Seeds so far. */
    public int seeds() {
        return seeds;
    }

    /** Seeds with violations so far. */
    public int failedSeeds() {
        return failed;
    }

    /** The first scenario in which there was a violation. */
    public Optional<Scenario> firstFailure() {
        return Optional.ofNullable(firstFailure);
    }

    /** In how many seeds there was a violation of this kind. */
    public int seedsWith(ViolationKind kind) {
        Tally tally = tallies.get(kind);
        return tally == null ? 0 : tally.seeds;
    }

    /** Which situations occurred. */
    public Coverage coverage() {
        return coverage;
    }

    /** For people; {@code elapsedNanos} is how long it took. */
    public String text(long elapsedNanos) {
        StringBuilder text = new StringBuilder();
        double seconds = elapsedNanos / NANOS;
        text.append(
                "%d seeds, %d with violations; %.0f simulated hours and %d events in %.1f s, %.0f seeds an hour%n"
                        .formatted(
                                seeds,
                                failed,
                                simulatedNanos / NANOS / 3600,
                                events,
                                seconds,
                                seeds / Math.max(seconds, 1e-9) * 3600));
        text.append(
                "longest wait of a client while one server was down: %.1f s%n"
                        .formatted(longestWaitNanos / NANOS));
        tallies.forEach(
                (kind, tally) ->
                        text.append(
                                "%7d in %5d seeds  %s%n%24sin seeds %s%n%24s%s%n"
                                        .formatted(
                                                tally.violations,
                                                tally.seeds,
                                                kind.text(),
                                                "",
                                                tally.firstSeeds.toString(),
                                                "",
                                                tally.first)));
        return text.toString();
    }
}
