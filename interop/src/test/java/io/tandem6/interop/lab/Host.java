package io.tandem6.interop.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One machine of the lab: a network namespace, and a directory that holds its {@code /tmp}, {@code
 * /run} and {@code /var/lib} (and {@code /etc} if it has one), so that two servers can use one
 * configuration's paths and clients do not touch this machine's files.
 */
public final class Host {
    /** The interface that every host has. */
    public static final String INTERFACE = "eth0";

    // A repository below one of the hidden directories is put back in its place.
    private static final String MOUNT =
            """
            set -e
            repository=$1; cd "$0"; shift
            case "$repository/" in
              /tmp/*|/run/*|/var/lib/*) mount --bind "$repository" /mnt; hidden=yes ;;
            esac
            mount --bind tmp /tmp; mount --bind run /run; mount --bind lib /var/lib
            if [ -d etc ]; then mount --bind etc /etc; fi
            if [ "$hidden" ]; then mkdir -p "$repository"; mount --bind /mnt "$repository"; fi
            cd /
            exec "$@"
            """;

    private static final Pattern INET6 = Pattern.compile("inet6 ([0-9a-f:]+)/");

    private final String name;
    private final String namespace;
    private final Path disk;
    private final Path repository;
    private Map<String, String> clock = Map.of();

    Host(String name, String namespace, Path disk, Path repository) {
        this.name = name;
        this.namespace = namespace;
        this.disk = disk;
        this.repository = repository;
    }

    /** Its name, which is not that of its namespace. */
    public String name() {
        return name;
    }

    String namespace() {
        return namespace;
    }

    /** Where the host's {@code path} (below /tmp, /run or /var/lib) is on this machine. */
    public Path disk(String path) {
        String real = path.replaceFirst("^/var/lib(/|$)", "/lib$1").substring(1);
        return disk.resolve(real);
    }

    /** A file beside the host's directories, for its configuration and logs. */
    public Path file(String fileName) {
        return disk.resolve(fileName);
    }

    /** Writes a file beside the host's directories. */
    public Path write(String fileName, String text) {
        try {
            return Files.writeString(file(fileName), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The link-local address of the interface, as other hosts write it. */
    public String linkLocalAddress() {
        List<String> command =
                List.of("ip", "-6", "-o", "addr", "show", INTERFACE, "scope", "link");
        Matcher match = INET6.matcher(run(Duration.ofSeconds(5), command).orThrow());
        if (!match.find()) {
            throw new IllegalStateException(name + " has no link-local address");
        }
        return match.group(1) + "%" + INTERFACE;
    }

    void makeDirectories() {
        try {
            for (String directory : List.of("tmp", "run", "lib")) {
                Files.createDirectories(disk.resolve(directory));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Processes.run("chmod", "1777", disk.resolve("tmp").toString()).orThrow();
    }

    /** Sets the clock, as programs see it that are started from now on. */
    public void setClockAhead(Duration ahead) {
        clock = SkewedClock.environment(ahead);
    }

    /** Removes the files whose names begin with that of {@code path}, if there are any. */
    public void delete(String path) {
        Path file = disk(path);
        Processes.run("bash", "-c", "rm -f -- \"$0\"*", file.toString()).orThrow();
    }

    /** Gives the host an {@code /etc} of its own, for programs that write there. */
    public void copyEtc() {
        Processes.run("cp", "-a", "/etc", disk.resolve("etc").toString()).orThrow();
    }

    /** Ends everything that runs here at once, as a power cut would. */
    public void killAll() {
        Leftovers.killAll(namespace);
    }

    /** Runs a command to its end. */
    public Finished run(Duration limit, List<String> command) {
        return run(limit, command, "");
    }

    /** Runs a command to its end, with {@code input} on its standard input. */
    public Finished run(Duration limit, List<String> command, String input) {
        return Processes.run(
                new ProcessBuilder(inside(command)),
                input.getBytes(StandardCharsets.ISO_8859_1),
                limit);
    }

    /**
     * The same for a command that needs nothing of the host but its network. Its files are this
     * machine's, which saves most of the time of a short command.
     */
    public Finished runOnNetwork(Duration limit, List<String> command, String input) {
        List<String> all = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + namespace));
        all.addAll(command);
        return Processes.run(
                new ProcessBuilder(all), input.getBytes(StandardCharsets.ISO_8859_1), limit);
    }

    /** Starts a command whose output is appended to the file {@code log} of this host. */
    public Process start(List<String> command, Map<String, String> environment, String log) {
        ProcessBuilder builder =
                new ProcessBuilder(inside(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(file(log).toFile()));
        builder.environment().putAll(clock);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every program on the way replaces itself, so that the process started is the command. */
    private List<String> inside(List<String> command) {
        List<String> all =
                new ArrayList<>(List.of("ip", "netns", "exec", namespace, "unshare", "--mount"));
        all.addAll(List.of("bash", "-c", MOUNT, disk.toString(), repository.toString()));
        all.addAll(command);
        return all;
    }
}
