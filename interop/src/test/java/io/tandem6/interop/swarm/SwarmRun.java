package io.tandem6.interop.swarm;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A swarm that runs as a process on a host. */
public final class SwarmRun {
    private static final Duration SLACK = Duration.ofSeconds(20);

    /** Three Renews, the first answer of a busy server being late. */
    private static final double RESUMED_PATIENCE_SECONDS = 40;

    private final Host host;
    private final SwarmOptions options;
    private final Process process;

    private SwarmRun(Host host, SwarmOptions options, Process process) {
        this.host = host;
        this.options = options;
        this.process = process;
    }

    /** Starts clients that acquire leases; the report's name is {@code name}. */
    public static SwarmRun acquire(
            Host host,
            String name,
            int count,
            double rate,
            double patienceSeconds,
            boolean prefixes) {
        return start(
                host,
                new SwarmOptions(
                        SwarmOptions.Task.ACQUIRE,
                        count,
                        rate,
                        patienceSeconds,
                        name.hashCode(),
                        prefixes,
                        report(host, name),
                        Optional.empty(),
                        0,
                        0));
    }

    /**
     * Starts clients that acquire leases and keep them until the swarm ends.
     *
     * @param rate clients started a second
     * @param seconds how long the swarm lasts
     * @param staySeconds how long a client stays before it releases, 0 is for ever
     */
    public static SwarmRun live(
            Host host, String name, int count, double rate, double seconds, double staySeconds) {
        return start(host, living(host, name, count, rate, seconds, Optional.empty(), staySeconds));
    }

    /**
     * Starts clients of a former swarm, perhaps of another host, that rebind what they hold and
     * keep it until the swarm ends.
     */
    public static SwarmRun move(
            Host host, String name, Host fromHost, String from, int count, double seconds) {
        Path former = report(fromHost, from);
        return start(host, living(host, name, count, 50, seconds, Optional.of(former), 0));
    }

    private static SwarmOptions living(
            Host host,
            String name,
            int count,
            double rate,
            double seconds,
            Optional<Path> from,
            double staySeconds) {
        return new SwarmOptions(
                SwarmOptions.Task.LIVE,
                count,
                rate,
                Math.max(0, seconds - count / rate),
                name.hashCode(),
                true,
                report(host, name),
                from,
                0,
                staySeconds);
    }

    /** Starts the first {@code count} clients of a former swarm with another task. */
    public static SwarmRun resume(
            Host host, String name, SwarmOptions.Task task, String from, int count) {
        return resume(host, name, task, from, 0, count);
    }

    /** Starts {@code count} clients of a former swarm, after the first {@code skip}. */
    public static SwarmRun resume(
            Host host, String name, SwarmOptions.Task task, String from, int skip, int count) {
        return start(
                host,
                new SwarmOptions(
                        task,
                        count,
                        50,
                        RESUMED_PATIENCE_SECONDS,
                        name.hashCode(),
                        false,
                        report(host, name),
                        Optional.of(report(host, from)),
                        skip,
                        0));
    }

    private static Path report(Host host, String name) {
        return host.file("swarm-" + name + ".json");
    }

    private static SwarmRun start(Host host, SwarmOptions options) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                java,
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Swarm.class.getName()));
        command.addAll(options.toArguments());
        return new SwarmRun(host, options, host.start(command, Map.of(), "swarm.log"));
    }

    /** True while clients are at work. */
    public boolean runs() {
        return process.isAlive();
    }

    /** Waits for the end and tells what became of the clients. */
    public SwarmReport await() {
        Duration limit =
                Duration.ofSeconds(
                                (long)
                                        (options.count() / options.rate()
                                                + options.patienceSeconds()))
                        .plus(SLACK);
        Await.that("the end of the swarm, see " + host.file("swarm.log"), limit, () -> !runs());
        if (process.exitValue() != 0) {
            throw new AssertionError("the swarm failed, see " + host.file("swarm.log"));
        }
        return SwarmReport.read(options.report());
    }
}
