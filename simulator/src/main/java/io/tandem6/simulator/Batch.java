package io.tandem6.simulator;

import io.tandem6.simulator.fault.Profile;
import io.tandem6.simulator.report.BatchReport;
import io.tandem6.simulator.server.Rules;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Many worlds, on all processors. Which of them run at the same time decides nothing.
 *
 * @param profiles what may go wrong: the first world has the first one, the next the next
 * @param rules by which the servers work
 * @param firstSeed of the first world; the next has the next
 * @param count how many
 */
public record Batch(List<Profile> profiles, Rules rules, long firstSeed, int count) {
    private static final int AT_A_TIME = 64;

    /** In fewer worlds it is a matter of chance whether one of 60 is seen in one of 100. */
    private static final int ENOUGH = 2000;

    /** Copies the list. */
    public Batch {
        profiles = List.copyOf(profiles);
    }

    /**
     * Runs all of them.
     *
     * @param progress hears from time to time how many there were
     */
    public BatchReport run(IntConsumer progress) {
        BatchReport report = new BatchReport();
        for (int done = 0; done < count; done += AT_A_TIME) {
            int from = done;
            int end = Math.min(count, done + AT_A_TIME);
            List<SeedResult> results =
                    IntStream.range(from, end)
                            .parallel()
                            .mapToObj(i -> Simulation.run(scenario(i), false))
                            .toList();
            results.forEach(report::add);
            progress.accept(end);
        }
        return report;
    }

    /** True if it is large and varied enough to expect every situation that was thought of. */
    public boolean mustCoverAll() {
        return count >= ENOUGH && rules == Rules.CONTINUITY && profiles.contains(Profile.ALL);
    }

    private Scenario scenario(int number) {
        return new Scenario(profiles.get(number % profiles.size()), rules, firstSeed + number);
    }
}
