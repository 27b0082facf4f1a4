package io.tandem6.agent.boot;

import io.tandem6.agent.command.AgentVersion;
import io.tandem6.agent.settings.AgentConfigFile;
import io.tandem6.agent.settings.AgentSettings;
import io.tandem6.config.ParseResult;
import io.tandem6.config.Problem;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** The control agent's entry point. */
public final class ControlAgentApplication {
    private ControlAgentApplication() {}

    /** Does what the arguments say; ends with status 1 if it cannot. */
    public static void main(String[] arguments) {
        AgentVersion version = AgentVersion.current();
        switch (CommandLine.parse(List.of(arguments), System.getenv())) {
            case CommandLine.Run(Path config, boolean debug, Optional<String> name) ->
                    read(config, name).ifPresent(usable -> run(usable, debug));
            case CommandLine.Check(Path config, Optional<String> name) -> check(config, name);
            case CommandLine.ShowVersion() -> System.out.println(version.number());
            case CommandLine.ShowExtendedVersion() -> System.out.println(version.extended());
            case CommandLine.ShowBuildReport() -> System.out.println(version.report());
            case CommandLine.Wrong(String problem) ->
                    fail(problem + System.lineSeparator() + CommandLine.USAGE);
        }
    }

    private static void check(Path config, Optional<String> name) {
        read(config, name)
                .ifPresent(usable -> System.out.println(config + ": the configuration is valid"));
    }

    /** Reads the configuration and shows every problem; does not return if it cannot be used. */
    private static Optional<AgentSettings> read(Path file, Optional<String> name) {
        ParseResult<AgentSettings> result = AgentConfigFile.read(file, name);
        result.warnings().forEach(problem -> System.err.println("control-agent: " + problem));
        if (result.config().isEmpty()) {
            fail(
                    result.errors().stream()
                            .map(Problem::toString)
                            .collect(Collectors.joining(System.lineSeparator())));
        }
        return result.config();
    }

    private static void run(AgentSettings settings, boolean debug) {
        try {
            endWith(
                    AgentServer.start(
                            settings,
                            AgentOptions.standard(
                                    debug, () -> Thread.ofPlatform().start(() -> System.exit(0)))));
        } catch (RuntimeException e) {
            fail(reason(e));
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

    /** What the operator can act upon, a line for each problem. */
    static String reason(Throwable failure) {
        return causes(failure)
                .filter(ListenException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .or(
                        () ->
                                causes(failure)
                                        .filter(ControlAgentApplication::isInUse)
                                        .findFirst()
                                        .map(ControlAgentApplication::managementInUse))
                .orElseGet(
                        () ->
                                "cannot start: "
                                        + causes(failure)
                                                .reduce((outer, inner) -> inner)
                                                .map(Throwable::toString)
                                                .orElse(""));
    }

    private static boolean isInUse(Throwable failure) {
        return failure instanceof BindException || failure instanceof PortInUseException;
    }

    private static String managementInUse(Throwable failure) {
        Map<String, String> environment = System.getenv();
        return "cannot listen on %s port %s for health and metrics: %s; set %s or %s"
                .formatted(
                        environment.getOrDefault(AgentServer.ADDRESS_VARIABLE, "127.0.0.1"),
                        environment.getOrDefault(AgentServer.PORT_VARIABLE, "9548"),
                        failure.getMessage(),
                        AgentServer.PORT_VARIABLE,
                        AgentServer.ADDRESS_VARIABLE);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause);
    }

    private static void fail(String problem) {
        problem.lines().forEach(line -> System.err.println("control-agent: " + line));
        System.exit(1);
    }
}
