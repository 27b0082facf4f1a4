package io.tandem6.server.boot;

import io.tandem6.config.JsonValue;
import io.tandem6.config.ParseResult;
import io.tandem6.config.Problem;
import io.tandem6.config.ServerConfig;
import io.tandem6.log.EventLog;
import io.tandem6.server.admin.Configurations;
import io.tandem6.server.control.Command;
import io.tandem6.server.control.CommandRegistry;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.net.UnusableSelection;
import io.tandem6.server.node.ConfigurationChange;
import io.tandem6.server.node.ServerNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the server from one configuration to another, on a thread of its own, one request after the
 * other: reads it, checks it whole, opens what must be open before, has the event loop exchange the
 * rules in one step, and lets the rest of the server follow. Up to that step every failure leaves
 * the old configuration in force; after it nothing can fail.
 */
final class Reconfiguration implements Configurations, AutoCloseable {
    private static final String WIRE = "<wire>";
    private static final JsonMapper JSON = new JsonMapper();

    /** The parts of the server outside its node. */
    interface Surroundings {
        /** Opens what {@code next} needs and is not open. */
        ControlChannel.Move prepare(ServerConfig next) throws IOException;

        /** What {@code next} asks for and the host cannot serve at present. */
        List<UnusableSelection> unusable(ServerConfig next);

        /** Speaks to HA peers with these TLS files from now on; event loop only. */
        void use(PeerIdentities identities);

        /** Follows a configuration that is in force. */
        void follow(ServerConfig next, ConfigurationChange change);

        /** Gives up what is not needed any more; the one who asked has his answer. */
        void giveUpReplaced();
    }

    private final ConfigurationFile file;
    private final ServerNode node;
    private final CommandRegistry commands;
    private final Surroundings surroundings;
    private final EventLoop loop;
    private final EventLog log;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("configuration").factory());
    private final AtomicBoolean hangUpPending = new AtomicBoolean();
    private volatile Instant configured;

    /**
     * Takes over a server that runs with its first configuration.
     *
     * @param commands those of {@code node} among them, which change with its HA relationships
     * @param configured when its configuration was loaded
     */
    Reconfiguration(
            ConfigurationFile file,
            ServerNode node,
            CommandRegistry commands,
            Surroundings surroundings,
            EventLoop loop,
            EventLog log,
            Instant configured) {
        this.file = file;
        this.node = node;
        this.commands = commands;
        this.surroundings = surroundings;
        this.loop = loop;
        this.log = log;
        this.configured = configured;
    }

    /** When the configuration in force was loaded. */
    Instant configured() {
        return configured;
    }

    @Override
    public JsonValue inForce() {
        return node.config().tree();
    }

    @Override
    public void test(JsonNode configuration, Consumer<TestOutcome> done) {
        submit(
                () -> test(file.parse(WIRE, configuration.toString())),
                TestOutcome.Wrong::new,
                done);
    }

    private TestOutcome test(ParseResult<ServerConfig> parsed) {
        List<String> problems =
                problems(parsed, next -> problems(next, PeerIdentities.load(next, loop.now())));
        if (!problems.isEmpty()) {
            return new TestOutcome.Wrong(text(problems));
        }
        ServerConfig next = parsed.config().orElseThrow();
        try (ControlChannel.Move ignored = surroundings.prepare(next)) {
            return new TestOutcome.Sane(
                    ConfigurationChange.between(node.config(), next).needsRestart(), notes(next));
        } catch (IOException e) {
            return new TestOutcome.Wrong(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void set(JsonNode configuration, Consumer<ChangeOutcome> done) {
        submit(
                () -> {
                    ChangeOutcome outcome = apply(file.parse(WIRE, configuration.toString()));
                    if (outcome instanceof ChangeOutcome.Refused(String reason)) {
                        log.log(BootLog.DHCP6_CONFIG_LOAD_FAIL, WIRE, reason);
                    }
                    return outcome;
                },
                ChangeOutcome.Refused::new,
                done);
    }

    @Override
    public void reload(Consumer<ChangeOutcome> done) {
        submit(this::reload, ChangeOutcome.Refused::new, done);
    }

    /** Reads the file again because of a signal, of which several may come at once. */
    void hangUp() {
        if (!thread.isShutdown() && hangUpPending.compareAndSet(false, true)) {
            submit(
                    () -> {
                        hangUpPending.set(false);
                        return reload();
                    },
                    ChangeOutcome.Refused::new,
                    ignored -> {});
        }
    }

    private ChangeOutcome reload() {
        log.log(BootLog.DHCP6_DYNAMIC_RECONFIGURATION, file.file());
        ChangeOutcome outcome = applyFile();
        return switch (outcome) {
            case ChangeOutcome.Applied applied -> {
                log.log(BootLog.DHCP6_DYNAMIC_RECONFIGURATION_SUCCESS, file.file());
                yield applied;
            }
            case ChangeOutcome.Refused(String reason) -> {
                log.log(BootLog.DHCP6_CONFIG_LOAD_FAIL, file.file(), reason);
                log.log(BootLog.DHCP6_DYNAMIC_RECONFIGURATION_FAIL, file.file());
                yield new ChangeOutcome.Refused(
                        "configuration error using file '" + file.file() + "': " + reason);
            }
        };
    }

    private ChangeOutcome applyFile() {
        try {
            return apply(file.read());
        } catch (StartupException e) {
            return new ChangeOutcome.Refused(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void write(Optional<String> name, Consumer<WriteOutcome> done) {
        JsonValue tree = inForce();
        submit(
                () -> {
                    String text =
                            JSON.writerWithDefaultPrettyPrinter()
                                    .writeValueAsString(tree.toPlain());
                    return new ConfigurationDirectory(file.file()).write(name, text + "\n");
                },
                WriteOutcome.Failed::new,
                done);
    }

    /**
     * Runs a request, whose caller hears of its outcome in any case.
     *
     * @param failed the outcome if the request fails in a way that nobody thought of
     */
    private <T> void submit(Supplier<T> request, Function<String, T> failed, Consumer<T> done) {
        thread.execute(
                () -> {
                    T outcome = outcome(request, failed);
                    loop.execute(() -> done.accept(outcome));
                    surroundings.giveUpReplaced();
                });
    }

    private <T> T outcome(Supplier<T> request, Function<String, T> failed) {
        try {
            return request.get();
        } catch (Throwable e) {
            // Whoever asked waits for an answer, whatever happens.
            log.log(BootLog.TANDEM6_TASK_FAILED, e);
            return failed.apply("failed unexpectedly, see the server's log: " + e);
        }
    }

    private ChangeOutcome apply(ParseResult<ServerConfig> parsed) {
        PeerIdentities identities =
                parsed.config()
                        .map(next -> PeerIdentities.load(next, loop.now()))
                        .orElse(PeerIdentities.NONE);
        List<String> problems =
                problems(
                        parsed,
                        next -> {
                            List<String> reasons =
                                    new ArrayList<>(
                                            ConfigurationChange.between(node.config(), next)
                                                    .needsRestart());
                            reasons.addAll(problems(next, identities));
                            return reasons;
                        });
        if (!problems.isEmpty()) {
            return new ChangeOutcome.Refused(text(problems));
        }
        ServerConfig next = parsed.config().orElseThrow();
        ConfigurationChange change = ConfigurationChange.between(node.config(), next);
        try (ControlChannel.Move move = surroundings.prepare(next)) {
            CompletableFuture.runAsync(() -> exchange(next, identities), loop).join();
            move.commit();
        } catch (IOException e) {
            return new ChangeOutcome.Refused(String.valueOf(e.getMessage()));
        }
        List<String> notes = notes(next);
        surroundings.follow(next, change);
        configured = loop.now();
        parsed.warnings().forEach(w -> log.log(BootLog.DHCP6_CONFIG_WARNING, w));
        log.log(
                BootLog.DHCP6_CONFIG_COMPLETE,
                next.subnets().size(),
                next.highAvailability().size());
        return new ChangeOutcome.Applied(notes);
    }

    /** The one step. On the event loop. */
    private void exchange(ServerConfig next, PeerIdentities identities) {
        List<Command> before = node.commands();
        surroundings.use(identities);
        node.reconfigure(next);
        commands.replace(before, node.commands());
    }

    /** All that is wrong; {@code further} looks at what could be read. */
    private static List<String> problems(
            ParseResult<ServerConfig> parsed, Function<ServerConfig, List<String>> further) {
        return parsed.config()
                .map(further)
                .orElseGet(() -> parsed.errors().stream().map(Problem::toString).toList());
    }

    /** What a configuration that can be read asks for in vain. */
    private List<String> problems(ServerConfig next, PeerIdentities identities) {
        Stream<String> missing =
                surroundings.unusable(next).stream()
                        .filter(UnusableSelection::mistaken)
                        .map(
                                selection ->
                                        "interfaces-config: "
                                                + selection.reason()
                                                + "; create it first, or leave it out");
        Stream<String> files = identities.problems().stream().map(Problem::toString);
        return Stream.concat(missing, files).toList();
    }

    private List<String> notes(ServerConfig next) {
        return surroundings.unusable(next).stream()
                .filter(selection -> !selection.mistaken())
                .map(
                        selection ->
                                selection.reason()
                                        + ", clients are not heard there until that changes")
                .toList();
    }

    private static String text(List<String> problems) {
        return String.join("; ", problems);
    }

    /** Completes what was asked for. */
    @Override
    public void close() {
        thread.close();
    }
}
