package io.tandem6.agent.boot;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the operator asked for, in Kea's options. */
sealed interface CommandLine {
    /**
     * Run.
     *
     * @param config file to read
     * @param debug log everything
     * @param serverName which of the peers the server is, if the file alone does not decide
     */
    record Run(Path config, boolean debug, Optional<String> serverName) implements CommandLine {}

    /**
     * Check a configuration and end.
     *
     * @param config file to read
     * @param serverName as with {@link Run}
     */
    record Check(Path config, Optional<String> serverName) implements CommandLine {}

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
            "usage: control-agent -c FILE [-d] [--server-name NAME] | -t FILE | -v | -V | -W (run,"
                    + " check, versions)";

    /** Environment variable with the effect of {@code --server-name}. */
    String SERVER_NAME_VARIABLE = "TANDEM6_SERVER_NAME";

    /** Reads the arguments. */
    static CommandLine parse(List<String> arguments, Map<String, String> environment) {
        Path config = null;
        boolean check = false;
        boolean debug = false;
        String serverName = environment.get(SERVER_NAME_VARIABLE);
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
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
                    if (i + 1 == arguments.size()) {
                        return new Wrong(argument + " needs a file");
                    }
                    check |= argument.equals("-t");
                    config = Path.of(arguments.get(++i));
                }
                case "--server-name" -> {
                    if (i + 1 == arguments.size()) {
                        return new Wrong(argument + " needs a name");
                    }
                    serverName = arguments.get(++i);
                }
                // Kea 3 wants it said; what it relaxes is not enforced here.
                case "-X" -> {}
                default -> {
                    return new Wrong("unknown option " + argument);
                }
            }
        }
        return of(config, check, debug, Optional.ofNullable(serverName).filter(n -> !n.isBlank()));
    }

    private static CommandLine of(
            @Nullable Path config, boolean check, boolean debug, Optional<String> serverName) {
        if (config == null) {
            return new Wrong("-c FILE is missing");
        }
        return check ? new Check(config, serverName) : new Run(config, debug, serverName);
    }
}
