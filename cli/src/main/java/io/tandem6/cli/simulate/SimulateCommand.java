package io.tandem6.cli.simulate;

import io.tandem6.cli.terminal.ExitStatus;
import io.tandem6.cli.terminal.HelpText;
import io.tandem6.simulator.Batch;
import io.tandem6.simulator.SeedResult;
import io.tandem6.simulator.Simulation;
import io.tandem6.simulator.report.BatchReport;
import java.io.PrintStream;
import java.util.List;
import java.util.function.LongSupplier;

/** Runs seeds of the simulator. */
public final class SimulateCommand {
    private final PrintStream out;
    private final PrintStream err;
    private final LongSupplier nanoTime;

    /** Writes results to {@code out}, complaints and progress to {@code err}. */
    public SimulateCommand(PrintStream out, PrintStream err, LongSupplier nanoTime) {
        this.out = out;
        this.err = err;
        this.nanoTime = nanoTime;
    }

    /** Runs it; returns the exit status: 1 if there were violations. */
    public int run(List<String> words) {
        return switch (SimulateArguments.parse(words)) {
            case SimulateArguments.Help ignored -> {
                out.print(HelpText.of("simulate"));
                yield ExitStatus.OK;
            }
            case SimulateArguments.Invalid invalid -> {
                err.println(
                        "tandem6 simulate: '%s' is not understood; see tandem6 simulate --help"
                                .formatted(invalid.word()));
                yield ExitStatus.USAGE;
            }
            case SimulateArguments.Run run -> runBatch(run);
            case SimulateArguments.Show show -> show(show);
        };
    }

    private int runBatch(SimulateArguments.Run run) {
        long begin = nanoTime.getAsLong();
        ProgressBar bar = new ProgressBar(err, run.count());
        BatchReport report = Batch.run(run.profile(), run.first(), run.count(), bar::show);
        out.print(report.text(nanoTime.getAsLong() - begin));
        if (run.coverage()) {
            out.print(report.coverage().table());
        }
        return report.failedSeeds() == 0 ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private int show(SimulateArguments.Show show) {
        SeedResult result = Simulation.run(show.profile(), show.seed(), true);
        result.trace().forEach(out::println);
        result.violations().forEach(out::println);
        out.println("digest %016x".formatted(result.digest()));
        return result.violations().isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
    }
}
