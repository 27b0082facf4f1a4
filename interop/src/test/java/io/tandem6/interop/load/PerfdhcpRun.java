package io.tandem6.interop.load;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Finished;
import io.tandem6.interop.lab.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A perfdhcp that runs until it is told to stop. */
public final class PerfdhcpRun {
    private static final Duration END_LIMIT = Duration.ofSeconds(20);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

    private final Host host;
    private final List<String> command;
    private final Process process;
    private final String log;

    private PerfdhcpRun(Host host, List<String> command, Process process, String log) {
        this.host = host;
        this.command = command;
        this.process = process;
        this.log = log;
    }

    /** Starts it; what it prints is in the host's file {@code log}. */
    public static PerfdhcpRun start(Host host, String log, String... arguments) {
        host.write(log, "");
        // It never rests, but looks for answers all the time that others leave it.
        List<String> command = new ArrayList<>(List.of("nice", "-n", "10"));
        command.addAll(Perfdhcp.command(arguments));
        return new PerfdhcpRun(host, command, host.start(command, Map.of(), log), log);
    }

    /** True until its period is over and its last answers were waited for. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /**
     * Interrupts it, as its operators do, and tells what it has found. What is on its way then
     * counts as dropped.
     */
    public Perfdhcp.Result stop() {
        if (process.isAlive()) {
            host.runOnNetwork(
                    KILL_LIMIT, List.of("kill", "-INT", Long.toString(process.pid())), "");
        }
        return await(END_LIMIT);
    }

    /** Waits for its end and tells what it has found. */
    public Perfdhcp.Result await(Duration limit) {
        Await.that("the end of perfdhcp, see " + log, limit, () -> !process.isAlive());
        return Perfdhcp.result(
                new Finished(String.join(" ", command), process.exitValue(), output()));
    }

    private String output() {
        try {
            return Files.readString(host.file(log), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
