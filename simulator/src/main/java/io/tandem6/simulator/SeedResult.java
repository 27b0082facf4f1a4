package io.tandem6.simulator;

import io.tandem6.simulator.check.Violation;
import java.util.List;
import java.util.Set;

/**
 * What one seed showed.
 *
 * @param scenario what decided it
 * @param violations in the order in which they occurred
 * @param situations for the coverage table
 * @param simulatedNanos how long the world lasted
 * @param events events that happened in it
 * @param digest of everything that was said; the same seed must give the same
 * @param longestWaitNanos the longest that a client waited while one server was down, and that
 *     alone
 * @param trace the conversation, if it was wanted
 */
public record SeedResult(
        Scenario scenario,
        List<Violation> violations,
        Set<String> situations,
        long simulatedNanos,
        long events,
        long digest,
        long longestWaitNanos,
        List<String> trace) {
    /** Copies the collections. */
    public SeedResult {
        violations = List.copyOf(violations);
        situations = Set.copyOf(situations);
        trace = List.copyOf(trace);
    }
}
