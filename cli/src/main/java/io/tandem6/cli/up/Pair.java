package io.tandem6.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The four processes. Whoever ends without having been asked to is reported by {@link #awaitEnd}.
 * Everything that is started is stopped by {@link #close}, which may come from another thread.
 */
final class Pair implements AutoCloseable {
    private static final Duration STOP_TIME = Duration.ofSeconds(5);

    private final PairPlan plan;
    private final ServiceCommands commands;
    private final Map<String, RunningService> running = new LinkedHashMap<>();
    private final BlockingQueue<RunningService> ended = new LinkedBlockingQueue<>();
    private boolean closed;

    Pair(PairPlan plan, ServiceCommands commands) {
        this.plan = plan;
        this.commands = commands;
    }

    PairPlan plan() {
        return plan;
    }

    /** Writes the configuration files and starts all processes. */
    void start() throws IOException {
        PairConfig config = new PairConfig(plan);
        for (MemberPlan member : plan.members()) {
            Files.createDirectories(member.directory());
            Files.writeString(member.serverConfig(), config.server(member));
            Files.writeString(member.agentConfig(), config.agent(member));
            startServer(member);
            start(commands.agentOf(member));
        }
    }

    /** Starts the server of {@code member}, whose previous one has ended. */
    RunningService startServer(MemberPlan member) throws IOException {
        return start(commands.serverOf(member));
    }

    /** Kills the server of {@code member} as a power cut would, and waits until it is gone. */
    RunningService killServer(MemberPlan member) throws StepFailed, InterruptedException {
        RunningService service = forget(commands.serverOf(member).name());
        service.process().destroyForcibly();
        if (!hasEnded(service, STOP_TIME)) {
            throw new StepFailed(
                    member.name() + " survived kill -9", List.of(service.spec().log()));
        }
        return service;
    }

    /** Waits until a process ends, not longer than this; tells which, if it was to go on. */
    Optional<RunningService> awaitEnd(Duration timeout) throws InterruptedException {
        return Optional.ofNullable(ended.poll(timeout.toNanos(), TimeUnit.NANOSECONDS))
                .filter(this::isWanted);
    }

    /** The process with this name, dead or alive. */
    synchronized RunningService service(String name) {
        RunningService service = running.get(name);
        if (service == null) {
            throw new IllegalArgumentException("no process has the name " + name);
        }
        return service;
    }

    /** Stops what runs, politely at first. */
    @Override
    public synchronized void close() {
        closed = true;
        List<RunningService> services = List.copyOf(running.values());
        running.clear();
        services.forEach(service -> service.process().destroy());
        CompletableFuture<Void> allEnded =
                CompletableFuture.allOf(
                        services.stream()
                                .map(RunningService::ended)
                                .toArray(CompletableFuture<?>[]::new));
        allEnded.completeOnTimeout(null, STOP_TIME.toMillis(), TimeUnit.MILLISECONDS).join();
        services.forEach(service -> service.process().destroyForcibly());
        services.forEach(service -> service.ended().join());
    }

    private synchronized RunningService start(ServiceSpec spec) throws IOException {
        if (closed) {
            throw new IllegalStateException("the pair is being stopped");
        }
        RunningService service = RunningService.start(spec);
        running.put(spec.name(), service);
        // No lock is taken there: whoever stops processes holds it and waits for just this.
        CompletableFuture<Void> _ = service.ended().thenRun(() -> ended.add(service));
        return service;
    }

    private synchronized RunningService forget(String name) {
        RunningService service = service(name);
        running.remove(name);
        return service;
    }

    private synchronized boolean isWanted(RunningService service) {
        return running.containsValue(service);
    }

    private static boolean hasEnded(RunningService service, Duration timeout)
            throws InterruptedException {
        return service.process().waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }
}
