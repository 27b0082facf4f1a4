package io.tandem6.cli;

import io.tandem6.cli.leases.LeasesCommand;
import io.tandem6.cli.schema.SchemaCommand;
import io.tandem6.cli.simulate.SimulateCommand;
import io.tandem6.cli.terminal.ExitStatus;
import io.tandem6.cli.terminal.HelpText;
import io.tandem6.cli.up.UpCommand;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All that the first word can be, but for the services, which the script starts itself. */
enum Subcommand {
    /** Says what there is. */
    HELP("help"),
    /** Prints the JSON Schema of a configuration file. */
    SCHEMA("schema"),
    /** Moves leases from one store to another. */
    LEASES("leases"),
    /** Runs whole worlds in one thread. */
    SIMULATE("simulate"),
    /** Brings a whole pair up. */
    UP("up");

    private final String word;

    Subcommand(String word) {
        this.word = word;
    }

    /** The one that users call {@code word}. */
    static Optional<Subcommand> of(String word) {
        return Arrays.stream(values()).filter(value -> value.word.equals(word)).findFirst();
    }

    /** What users type. */
    String word() {
        return word;
    }

    /** Does it; returns the exit status. */
    int run(List<String> arguments, PrintStream out, PrintStream err) {
        return switch (this) {
            case HELP -> {
                out.print(HelpText.of("tandem6"));
                yield ExitStatus.OK;
            }
            case SCHEMA -> new SchemaCommand(out, err).run(arguments);
            case LEASES -> new LeasesCommand(out, err).run(arguments);
            case SIMULATE -> new SimulateCommand(out, err, System::nanoTime).run(arguments);
            case UP -> new UpCommand(out, err).run(arguments);
        };
    }
}
