package io.tandem6.simulator;

import io.tandem6.simulator.fault.Profile;
import io.tandem6.simulator.report.BatchReport;
import java.util.function.IntConsumer;

/** Many worlds, one after the other. */
public final class Batch {
    private Batch() {}

    /**
     * Runs {@code count} seeds from {@code firstSeed} on.
     *
     * @param progress hears after each seed how many there were
     */
    public static BatchReport run(
            Profile profile, long firstSeed, int count, IntConsumer progress) {
        BatchReport report = new BatchReport();
        for (int i = 0; i < count; i++) {
            report.add(Simulation.run(profile, firstSeed + i, false));
            progress.accept(i + 1);
        }
        return report;
    }
}
