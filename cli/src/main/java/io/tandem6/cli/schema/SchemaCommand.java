package io.tandem6.cli.schema;

import io.tandem6.cli.terminal.ExitStatus;
import io.tandem6.config.JsonSchema;
import java.io.PrintStream;
import java.util.List;

/** {@code schema [dhcp6|control-agent]}: prints the JSON Schema of a configuration file. */
public final class SchemaCommand {
    private final PrintStream out;
    private final PrintStream err;

    /** A command that prints to {@code out} and complains to {@code err}. */
    public SchemaCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs it; returns the exit status. */
    public int run(List<String> arguments) {
        String file = arguments.isEmpty() ? "dhcp6" : arguments.getFirst();
        if (arguments.size() > 1 || !List.of("dhcp6", "control-agent").contains(file)) {
            err.println("tandem6: schema prints that of one file: dhcp6 or control-agent");
            return ExitStatus.USAGE;
        }
        out.print(file.equals("dhcp6") ? JsonSchema.dhcp6() : JsonSchema.controlAgent());
        return ExitStatus.OK;
    }
}
