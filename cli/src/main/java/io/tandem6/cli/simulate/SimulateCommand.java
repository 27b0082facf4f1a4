package io.tandem6.cli.simulate;

import io.tandem6.cli.terminal.ExitStatus;
import io.tandem6.cli.terminal.HelpText;
import io.tandem6.cli.terminal.ProgressBar;
import io.tandem6.simulator.Scenario;
import io.tandem6.simulator.SeedResult;
import io.tandem6.simulator.Simulation;
import io.tandem6.simulator.report.BatchReport;
import io.tandem6.simulator.report.Conversation;
import io.tandem6.simulator.server.Rules;
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
        ProgressBar bar = new ProgressBar(err, run.batch().count());
        BatchReport report = run.batch().run(bar::show);
        out.print(report.text(nanoTime.getAsLong() - begin));
        if (run.coverage()) {
            out.print(report.coverage().table());
        }
        List<String> unseen = run.batch().mustCoverAll() ? report.coverage().unseen() : List.of();
        if (!unseen.isEmpty()) {
            out.println("seen in under 1 % of the seeds:");
            unseen.forEach(situation -> out.println("         " + situation));
        }
        report.firstFailure().ifPresent(this::tell);
        return report.failedSeeds() == 0 && unseen.isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    /** The conversation that led to a violation, and how to have it again. */
    private void tell(Scenario scenario) {
        out.println("%nHow the first one came about:%n".formatted());
        Conversation.of(Simulation.run(scenario, true)).forEach(out::println);
        out.println(
                "%nAll of it: tandem6 simulate --profile %s --seed %d%s"
                        .formatted(
                                scenario.profile().word(),
                                scenario.seed(),
                                scenario.rules() == Rules.KEA ? " --keas-rules" : ""));
        out.println(
                "In a test: Simulation.run(new Scenario(Profile.%s, Rules.%s, %d), true)"
                        .formatted(scenario.profile(), scenario.rules(), scenario.seed()));
    }

    private int show(SimulateArguments.Show show) {
        SeedResult result = Simulation.run(show.scenario(), true);
        result.trace().forEach(out::println);
        result.violations().forEach(out::println);
        out.println("digest %016x".formatted(result.digest()));
        return result.violations().isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
    }
}
