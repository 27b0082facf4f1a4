package io.tandem6.agent.boot;

import io.tandem6.agent.command.AgentVersion;
import io.tandem6.agent.settings.AgentConfigFile;
import io.tandem6.config.AgentConfig;
import io.tandem6.config.ParseResult;
import io.tandem6.config.Problem;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** The control agent's entry point. */
public final class ControlAgentApplication {
    /** Kea's name for the agent's root logger. */
    static final String ROOT_LOGGER = "kea-ctrl-agent";

    private ControlAgentApplication() {}

    /** Does what the arguments say; ends with status 1 if it cannot. */
    public static void main(String[] arguments) {
        AgentVersion version = AgentVersion.current();
        switch (CommandLine.parse(arguments)) {
            case CommandLine.Run(Path config, boolean debug) ->
                    read(config).ifPresent(usable -> run(usable, debug));
            case CommandLine.Check(Path config) -> check(config);
            case CommandLine.ShowVersion() -> System.out.println(version.number());
            case CommandLine.ShowExtendedVersion() -> System.out.println(version.extended());
            case CommandLine.ShowBuildReport() -> System.out.println(version.report());
            case CommandLine.Wrong(String problem) ->
                    fail(problem + System.lineSeparator() + CommandLine.USAGE);
        }
    }

    private static void check(Path config) {
        read(config)
                .ifPresent(usable -> System.out.println(config + ": the configuration is valid"));
    }

    /** Reads the configuration and shows every problem; does not return if it cannot be used. */
    private static Optional<AgentConfig> read(Path file) {
        ParseResult<AgentConfig> result = AgentConfigFile.read(file);
        result.warnings().forEach(problem -> System.err.println("control-agent: " + problem));
        if (result.config().isEmpty()) {
            fail(
                    result.errors().stream()
                            .map(Problem::toString)
                            .collect(
                                    Collectors.joining(
                                            System.lineSeparator() + "control-agent: ")));
        }
        return result.config();
    }

    private static void run(AgentConfig config, boolean debug) {
        try {
            endWith(
                    AgentServer.start(
                            config,
                            AgentOptions.standard(
                                    debug, () -> Thread.ofPlatform().start(() -> System.exit(0)))));
        } catch (RuntimeException e) {
            fail("cannot start: " + reason(config, e));
        }
    }

    /**
     * Ends the agent in order when the JVM ends. A JVM that a signal ends reports the signal; those
     * who supervise Kea expect 0.
     */
    private static void endWith(ConfigurableApplicationContext context) {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .unstarted(
                                        () -> {
                                            context.close();
                                            Runtime.getRuntime().halt(0);
                                        }));
    }

    private static String reason(AgentConfig config, Throwable failure) {
        Optional<Throwable> bind =
                Stream.iterate(failure, e -> e != null, Throwable::getCause)
                        .filter(e -> e instanceof BindException || e instanceof PortInUseException)
                        .findFirst();
        if (bind.isPresent()) {
            return "http-host %s, http-port %d or the management port cannot be listened on: %s"
                    .formatted(config.httpHost(), config.httpPort(), bind.get().getMessage());
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    private static void fail(String problem) {
        System.err.println("control-agent: " + problem);
        System.exit(1);
    }
}
