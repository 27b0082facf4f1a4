package io.tandem6.agent.boot;

import io.tandem6.agent.command.AgentVersion;
import io.tandem6.agent.settings.AgentSettings;
import io.tandem6.agent.settings.SettingsException;
import io.tandem6.agent.settings.SettingsReader;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** The control agent's entry point. */
public final class ControlAgentApplication {
    private ControlAgentApplication() {}

    /** Does what the arguments say; ends with status 1 if it cannot. */
    public static void main(String[] arguments) {
        AgentVersion version = AgentVersion.current();
        try {
            switch (CommandLine.parse(arguments)) {
                case CommandLine.Run(Path config, boolean debug) ->
                        run(SettingsReader.read(config), debug);
                case CommandLine.Check(Path config) -> check(config);
                case CommandLine.ShowVersion() -> System.out.println(version.number());
                case CommandLine.ShowExtendedVersion() -> System.out.println(version.extended());
                case CommandLine.ShowBuildReport() -> System.out.println(version.report());
                case CommandLine.Wrong(String problem) ->
                        fail(problem + System.lineSeparator() + CommandLine.USAGE);
            }
        } catch (SettingsException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private static void check(Path config) throws SettingsException {
        AgentServer.validate(SettingsReader.read(config));
        System.out.println(config + ": the configuration is valid");
    }

    private static void run(AgentSettings settings, boolean debug) throws SettingsException {
        AgentServer.validate(settings);
        try {
            endWith(
                    AgentServer.start(
                            settings,
                            AgentOptions.standard(
                                    debug, () -> Thread.ofPlatform().start(() -> System.exit(0)))));
        } catch (RuntimeException e) {
            fail("cannot start: " + reason(settings, e));
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

    private static String reason(AgentSettings settings, Throwable failure) {
        Optional<Throwable> bind =
                Stream.iterate(failure, e -> e != null, Throwable::getCause)
                        .filter(e -> e instanceof BindException || e instanceof PortInUseException)
                        .findFirst();
        if (bind.isPresent()) {
            return "http-host %s, http-port %d or the management port cannot be listened on: %s"
                    .formatted(settings.httpHost(), settings.httpPort(), bind.get().getMessage());
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
