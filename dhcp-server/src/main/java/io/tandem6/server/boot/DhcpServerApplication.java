package io.tandem6.server.boot;

import io.tandem6.config.ParseResult;
import io.tandem6.config.Problem;
import io.tandem6.config.ServerConfig;
import io.tandem6.runtime.Logging;
import io.tandem6.runtime.NameLookup;
import io.tandem6.server.admin.ServerVersion;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The DHCPv6 server's entry point: understands the command line, reads the configuration, starts
 * the server and then Spring beside it. Whatever prevents that is one line on the standard error
 * and exit status 1.
 */
public final class DhcpServerApplication {
    /** Kea's name for the server's root logger. */
    static final String ROOT_LOGGER = "kea-dhcp6";

    private static final int FAILED = 1;

    private DhcpServerApplication() {}

    /** Starts the server, or does what else the command line asks for. */
    public static void main(String[] args) {
        NameLookup.everyTime();
        LaunchOptions options = LaunchOptions.parse(List.of(args), System.getenv());
        try {
            run(options).ifPresent(System::exit);
        } catch (StartupException e) {
            System.err.println("dhcp-server: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    /** The exit status, or nothing if the server goes on running. */
    private static Optional<Integer> run(LaunchOptions options) {
        return switch (options) {
            case LaunchOptions.Serve serve -> {
                serve(serve);
                yield Optional.empty();
            }
            case LaunchOptions.Check check -> Optional.of(check(check));
            case LaunchOptions.Print print -> {
                System.out.println(text(print.what()));
                yield Optional.of(0);
            }
            case LaunchOptions.Invalid invalid -> {
                System.err.println("dhcp-server: " + invalid.reason());
                System.err.println(LaunchOptions.USAGE);
                yield Optional.of(FAILED);
            }
        };
    }

    private static String text(LaunchOptions.Text what) {
        ServerVersion version = BuildVersion.read();
        return switch (what) {
            case VERSION -> version.version();
            case EXTENDED_VERSION -> version.extended();
            case BUILD_REPORT -> version.report();
            case USAGE -> LaunchOptions.USAGE;
        };
    }

    private static int check(LaunchOptions.Check check) {
        ParseResult<ServerConfig> result =
                new ConfigurationFile(check.file(), check.parserOptions()).read();
        print(result.problems(), System.err);
        if (result.config().isEmpty()) {
            System.err.println(check.file() + " cannot be used");
            return FAILED;
        }
        System.out.println(check.file() + " can be used");
        return 0;
    }

    private static void serve(LaunchOptions.Serve options) {
        ConfigurationFile file = new ConfigurationFile(options.file(), options.parserOptions());
        ParseResult<ServerConfig> result = file.read();
        print(result.errors(), System.err);
        ServerConfig config =
                result.config()
                        .orElseThrow(
                                () ->
                                        new StartupException(
                                                "configuration file "
                                                        + options.file()
                                                        + " cannot be used, see above"));
        serve(new Launch(options, file, config, result.warnings()));
    }

    /** Clients first: what shows the server to operators comes up while clients are served. */
    private static void serve(Launch launch) {
        Logging.configure(ROOT_LOGGER, launch.config().loggers(), launch.options().debug());
        ServerMeters meters = ServerMeters.create();
        RunningServer server = new RunningServer(launch, meters.registry());
        AtomicInteger status = new AtomicInteger(FAILED);
        closeAtEnd(server, status);
        try {
            server.start(value -> exit(status, value));
            status.set(0);
            HangUpSignal.handle(server::hangUp);
            ServerContext.start(server, meters);
        } catch (RuntimeException e) {
            status.set(FAILED);
            throw ServerContext.explain(e);
        }
    }

    /**
     * Closes the server in order when the process ends. A JVM that a signal ends reports the
     * signal; those who supervise Kea expect 0.
     */
    private static void closeAtEnd(RunningServer server, AtomicInteger status) {
        Thread hook =
                Thread.ofPlatform()
                        .name("shutdown")
                        .unstarted(
                                () -> {
                                    server.close();
                                    Runtime.getRuntime().halt(status.get());
                                });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Ends the process at the request of a command; must not be called on the event loop. */
    private static void exit(AtomicInteger status, int value) {
        status.set(value);
        System.exit(value);
    }

    private static void print(List<Problem> problems, PrintStream out) {
        for (Problem problem : problems) {
            String severity =
                    switch (problem.severity()) {
                        case ERROR -> "error";
                        case WARNING -> "warning";
                    };
            out.println(problem.location() + ": " + severity + ": " + problem.message());
        }
    }
}
