package io.tandem6.server.boot;

import io.tandem6.config.Dhcp6ParserOptions;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What the command line asks for. The options are Kea's; words with two dashes are our own. */
sealed interface LaunchOptions {
    /** What the command line of a usage error is answered with. */
    String USAGE =
            """
            Usage: dhcp-server -c FILE [-d] [-p PORT] [-P PORT] [--server-name NAME]
                   dhcp-server -t FILE | -T FILE
                   dhcp-server -v | -V | -W
              -c FILE             serve with this Dhcp6 configuration
              -t FILE, -T FILE    check the configuration and exit with 0 if it can be used, else 1;
                                  -T reads the password files that it names, too
              -d                  log everything to the standard output
              -p PORT             listen on this UDP port instead of 547
              -P PORT             send replies to this UDP port instead of 546 and 547
              --server-name NAME  take NAME for this-server-name in the HA configuration, so that both
                                  servers can use one file; the environment variable
                                  TANDEM6_SERVER_NAME does the same
              --ignore-unsupported
                                  go on, with a warning, without features that decide who gets which
                                  address and are not supported yet, as reservations
              -v, -V, -W          print the version, with details, how it was built""";

    /** Environment variable that names this server. */
    String SERVER_NAME_VARIABLE = "TANDEM6_SERVER_NAME";

    /**
     * Serve.
     *
     * @param file the configuration
     * @param debug log everything
     * @param serverPort UDP port to listen on
     * @param replyPort UDP port to send every reply to
     * @param parserOptions how the configuration is read
     */
    record Serve(
            Path file,
            boolean debug,
            int serverPort,
            OptionalInt replyPort,
            Dhcp6ParserOptions parserOptions)
            implements LaunchOptions {}

    /**
     * Check a configuration.
     *
     * @param file the configuration
     * @param parserOptions how the configuration is read
     */
    record Check(Path file, Dhcp6ParserOptions parserOptions) implements LaunchOptions {}

    /**
     * Print something and exit.
     *
     * @param what which text
     */
    record Print(Text what) implements LaunchOptions {}

    /** What can be printed. */
    enum Text {
        /** The version number. */
        VERSION,
        /** The version and what it rests on. */
        EXTENDED_VERSION,
        /** How it was built. */
        BUILD_REPORT,
        /** The usage. */
        USAGE
    }

    /**
     * The command line cannot be understood.
     *
     * @param reason why
     */
    record Invalid(String reason) implements LaunchOptions {}

    /** Reads a command line. */
    static LaunchOptions parse(List<String> arguments, Map<String, String> environment) {
        return new Reader(arguments, environment).read();
    }

    /** Reads one command line. */
    final class Reader {
        private static final int PORT_MAX = 65535;
        private static final int DHCPV6_SERVER_PORT = 547;

        private final Deque<String> rest;
        private @Nullable Path config;
        private @Nullable Path check;
        private @Nullable Text print;
        private @Nullable String serverName;
        private boolean debug;
        private boolean ignoreUnsupported;
        private boolean checkedElsewhere;
        private int serverPort = DHCPV6_SERVER_PORT;
        private OptionalInt replyPort = OptionalInt.empty();

        private Reader(List<String> arguments, Map<String, String> environment) {
            this.rest = new ArrayDeque<>(arguments);
            this.serverName = environment.get(SERVER_NAME_VARIABLE);
        }

        private LaunchOptions read() {
            try {
                while (!rest.isEmpty()) {
                    take(rest.removeFirst());
                }
            } catch (IllegalArgumentException e) {
                return new Invalid(String.valueOf(e.getMessage()));
            }
            Dhcp6ParserOptions parserOptions =
                    new Dhcp6ParserOptions(
                            Optional.ofNullable(serverName).filter(n -> !n.isBlank()),
                            ignoreUnsupported,
                            check != null && checkedElsewhere);
            if (print != null) {
                return new Print(print);
            }
            if (check != null) {
                return new Check(check, parserOptions);
            }
            return config != null
                    ? new Serve(config, debug, serverPort, replyPort, parserOptions)
                    : new Invalid("-c FILE is missing: the configuration file to serve with");
        }

        private void take(String option) {
            switch (option) {
                case "-c" -> config = Path.of(value(option));
                case "-t", "-T" -> {
                    check = Path.of(value(option));
                    checkedElsewhere = option.equals("-t");
                }
                case "-d" -> debug = true;
                case "-p" -> serverPort = port(option);
                case "-P" -> replyPort = OptionalInt.of(port(option));
                case "-v" -> print = Text.VERSION;
                case "-V" -> print = Text.EXTENDED_VERSION;
                case "-W" -> print = Text.BUILD_REPORT;
                case "-h", "--help" -> print = Text.USAGE;
                case "--ignore-unsupported" -> ignoreUnsupported = true;
                case "--server-name" -> serverName = value(option);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }

        private String value(String option) {
            if (rest.isEmpty()) {
                throw new IllegalArgumentException("option " + option + " needs a value");
            }
            return rest.removeFirst();
        }

        private int port(String option) {
            String text = value(option);
            int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
            if (port < 1 || port > PORT_MAX) {
                throw new IllegalArgumentException(
                        "option " + option + " needs a port, 1..65535, not '" + text + "'");
            }
            return port;
        }
    }
}
