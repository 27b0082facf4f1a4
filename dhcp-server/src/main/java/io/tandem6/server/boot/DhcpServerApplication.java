package io.tandem6.server.boot;

import io.tandem6.config.ParseResult;
import io.tandem6.config.Problem;
import io.tandem6.config.ServerConfig;
import io.tandem6.runtime.Logging;
import io.tandem6.server.admin.ServerVersion;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The DHCPv6 server's entry point: understands the command line, reads the configuration, and has
 * Spring put the server together. Whatever prevents that is one line on the standard error and exit
 * status 1.
 */
public final class DhcpServerApplication {
    /** Kea's name for the server's root logger. */
    static final String ROOT_LOGGER = "kea-dhcp6";

    private static final int FAILED = 1;

    private DhcpServerApplication() {}

    /** Starts the server, or does what else the command line asks for. */
    public static void main(String[] args) {
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
        List<String> notServed = result.config().map(NotYetServed::in).orElse(List.of());
        notServed.forEach(reason -> System.err.println(check.file() + ": error: " + reason));
        if (result.config().isEmpty() || !notServed.isEmpty()) {
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
        List<String> notServed = NotYetServed.in(config);
        if (!notServed.isEmpty()) {
            throw new StartupException(options.file() + ": " + String.join("; ", notServed));
        }
        Logging.configure(ROOT_LOGGER, config.loggers(), options.debug());
        Launch launch = new Launch(options, file, config, result.warnings());
        try {
            ConfigurableApplicationContext context =
                    new SpringApplicationBuilder(ServerConfiguration.class)
                            .initializers(c -> register((GenericApplicationContext) c, launch))
                            .build()
                            .run();
            context.getBean(RunningServer.class).start(status -> exit(context, status));
        } catch (StartupException e) {
            throw e;
        } catch (RuntimeException e) {
            throw startupFailure(e);
        }
    }

    private static void register(GenericApplicationContext context, Launch launch) {
        context.registerBean(Launch.class, () -> launch);
    }

    /** Ends the process in an orderly way; called on a thread that may wait for it. */
    private static void exit(ConfigurableApplicationContext context, int status) {
        System.exit(SpringApplication.exit(context, () -> status));
    }

    /** Digs out what the operator can act upon. */
    private static StartupException startupFailure(RuntimeException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof StartupException)) {
            cause = cause.getCause();
        }
        return cause instanceof StartupException known
                ? known
                : new StartupException("cannot start: " + cause.getMessage(), failure);
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
