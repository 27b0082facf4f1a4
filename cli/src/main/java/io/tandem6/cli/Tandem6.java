package io.tandem6.cli;

import io.tandem6.cli.terminal.ExitStatus;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** The entry point: the first word selects a {@link Subcommand}, the others are its arguments. */
public final class Tandem6 {
    private Tandem6() {}

    /** Runs a subcommand and ends the process with its exit status. */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    /** Runs a subcommand; returns its exit status. */
    static int run(List<String> args, PrintStream out, PrintStream err) {
        String word = args.isEmpty() ? "help" : args.getFirst();
        Optional<Subcommand> subcommand = Subcommand.of(word);
        if (subcommand.isEmpty()) {
            err.println("tandem6: unknown subcommand '" + word + "'; see tandem6 help");
            return ExitStatus.USAGE;
        }
        return subcommand.get().run(args.subList(Math.min(1, args.size()), args.size()), out, err);
    }
}
