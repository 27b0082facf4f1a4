package io.tandem6.cli.up;

import io.tandem6.cli.client.Binding;
import io.tandem6.cli.terminal.ExitStatus;
import io.tandem6.cli.terminal.HelpText;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** {@code tandem6 up}: reads the arguments, owns what is made, and turns failures into texts. */
public final class UpCommand {
    /** System property: the DHCPv6 server's executable jar. */
    public static final String SERVER_JAR = "tandem6.server.jar";

    /** System property: the control agent's executable jar. */
    public static final String AGENT_JAR = "tandem6.agent.jar";

    private static final String JAVA_OPTIONS = "TANDEM6_JAVA_OPTS";

    private final PrintStream out;
    private final PrintStream err;

    /** Tells the story to {@code out}, and what was wrong to {@code err}. */
    public UpCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs with these arguments; returns an exit status, unless a signal ends the process. */
    public int run(List<String> arguments) {
        return switch (UpArguments.parse(arguments)) {
            case UpArguments.Run run -> run(run);
            case UpArguments.Help() -> {
                out.print(HelpText.of("up"));
                yield ExitStatus.OK;
            }
            case UpArguments.Invalid(String word) -> {
                err.println("tandem6 up: unknown argument '" + word + "'; see tandem6 up --help");
                yield ExitStatus.USAGE;
            }
        };
    }

    private int run(UpArguments.Run options) {
        Optional<ServiceCommands> commands = commands();
        if (commands.isEmpty()) {
            err.println("tandem6 up: start me as ./tandem6 up, which knows where the jars are");
            return ExitStatus.FAILED;
        }
        return run(options, commands.get());
    }

    /** As {@link #run(List)}, with the processes given. */
    int run(UpArguments.Run options, ServiceCommands commands) {
        Narrator narrator = new Narrator(out, System::nanoTime);
        Cleanup cleanup = new Cleanup();
        Thread onSignal = new Thread(() -> endBySignal(narrator, cleanup), "up-cleanup");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try (cleanup) {
            tell(options, commands, narrator, cleanup);
            return ExitStatus.OK;
        } catch (StepFailed e) {
            narrator.line("");
            narrator.line("FAILED: " + e.getMessage());
            return ExitStatus.FAILED;
        } catch (Exception e) {
            narrator.line("");
            narrator.line("FAILED: " + e);
            return ExitStatus.FAILED;
        }
    }

    private static void tell(
            UpArguments.Run options, ServiceCommands commands, Narrator narrator, Cleanup cleanup)
            throws Exception {
        WorkDirectory directory = cleanup.own(() -> WorkDirectory.create(options.keep()));
        PairPlan plan = plan(directory.path());
        HttpClient http = HttpClient.newHttpClient();
        cleanup.own(() -> http::shutdownNow);
        DemoClients clients =
                cleanup.own(
                        () ->
                                DemoClients.open(
                                        plan, RandomGenerator.getDefault(), System::nanoTime));
        Pair pair = cleanup.own(() -> new Pair(plan, commands));
        PairObserver observer = new PairObserver(pair, new AgentClient(http), System::nanoTime);
        Walkthrough walkthrough = new Walkthrough(pair, observer, clients, narrator);
        try {
            Binding binding = walkthrough.bringUp();
            if (options.failover()) {
                walkthrough.failOver(binding);
            }
            if (!options.exit()) {
                walkthrough.suggest(binding);
                walkthrough.stay();
            }
        } catch (StepFailed e) {
            // The logs are gone as soon as the directory is.
            e.logs().forEach(narrator::tail);
            throw e;
        }
    }

    private void endBySignal(Narrator narrator, Cleanup cleanup) {
        narrator.hush();
        try {
            cleanup.close();
        } catch (IOException e) {
            err.println("tandem6 up: " + e.getMessage());
        }
    }

    private static PairPlan plan(Path directory) throws IOException {
        InetAddress dhcpHost = InetAddress.ofLiteral(PairPlan.DHCP_HOST);
        InetAddress agentHost = InetAddress.ofLiteral(PairPlan.AGENT_HOST);
        NetworkInterface loopback = NetworkInterface.getByInetAddress(dhcpHost);
        if (loopback == null) {
            throw new IOException(
                    "no interface has the address ::1; switch IPv6 on, for example by"
                            + " sysctl -w net.ipv6.conf.lo.disable_ipv6=0");
        }
        return PairPlan.of(directory, loopback.getName(), PairPorts.free(dhcpHost, agentHost));
    }

    private static Optional<ServiceCommands> commands() {
        String server = System.getProperty(SERVER_JAR, "");
        String agent = System.getProperty(AGENT_JAR, "");
        if (server.isEmpty() || agent.isEmpty() || !Files.isReadable(Path.of(server))) {
            return Optional.empty();
        }
        String options = System.getenv().getOrDefault(JAVA_OPTIONS, "").strip();
        return Optional.of(
                ServiceCommands.java(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        options.isEmpty() ? List.of() : List.of(options.split("\\s+")),
                        Path.of(server),
                        Path.of(agent)));
    }
}
