package io.tandem6.agent.boot;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the operator asked for, in Kea's options. */
sealed interface CommandLine {
    /**
     * Run.
     *
     * @param config file to read
     * @param debug log everything
     */
    record Run(Path config, boolean debug) implements CommandLine {}

    /**
     * Check a configuration and end.
     *
     * @param config file to read
     */
    record Check(Path config) implements CommandLine {}

    /** Print the version and end. */
    record ShowVersion() implements CommandLine {}

    /** Print the version at length and end. */
    record ShowExtendedVersion() implements CommandLine {}

    /** Print the build report and end. */
    record ShowBuildReport() implements CommandLine {}

    /**
     * Nothing that could be done.
     *
     * @param problem what is wrong
     */
    record Wrong(String problem) implements CommandLine {}

    /** Shown with every {@link Wrong}. */
    String USAGE =
            "usage: control-agent -c FILE [-d] | -t FILE | -v | -V | -W (run, check, versions)";

    /** Reads the arguments. */
    static CommandLine parse(String... arguments) {
        Path config = null;
        boolean check = false;
        boolean debug = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "-v" -> {
                    return new ShowVersion();
                }
                case "-V" -> {
                    return new ShowExtendedVersion();
                }
                case "-W" -> {
                    return new ShowBuildReport();
                }
                case "-d" -> debug = true;
                case "-c", "-t" -> {
                    if (i + 1 == arguments.length) {
                        return new Wrong(arguments[i] + " needs a file");
                    }
                    check |= arguments[i].equals("-t");
                    config = Path.of(arguments[++i]);
                }
                // Kea 3 wants it said; what it relaxes is not enforced here.
                case "-X" -> {}
                default -> {
                    return new Wrong("unknown option " + arguments[i]);
                }
            }
        }
        return of(config, check, debug);
    }

    private static CommandLine of(@Nullable Path config, boolean check, boolean debug) {
        if (config == null) {
            return new Wrong("-c FILE is missing");
        }
        return check ? new Check(config) : new Run(config, debug);
    }
}
