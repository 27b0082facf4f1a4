package io.tandem6.interop.lab;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Removes namespaces and what runs in them, above all those of a run that was killed. */
final class Leftovers {
    private static final Pattern NAME = Pattern.compile("t6i-(\\d+)-\\d+-\\w+");

    private Leftovers() {}

    /** How the names of this process's {@code number}th lab begin. */
    static String prefix(int number) {
        return "t6i-" + ProcessHandle.current().pid() + "-" + number + "-";
    }

    /** Removes the namespaces of processes that do not live any more. */
    static synchronized void remove() {
        for (String namespace : namespaces()) {
            Matcher match = NAME.matcher(namespace);
            if (match.matches() && ProcessHandle.of(Long.parseLong(match.group(1))).isEmpty()) {
                remove(namespace);
            }
        }
    }

    /** Removes the namespaces whose names begin with {@code prefix}. */
    static void removeNamespaces(String prefix) {
        namespaces().stream().filter(n -> n.startsWith(prefix)).forEach(Leftovers::remove);
    }

    private static void remove(String namespace) {
        killAll(namespace);
        Processes.run("ip", "netns", "del", namespace).orThrow();
    }

    /** Ends what runs in a namespace without giving it a chance to tidy up. */
    static void killAll(String namespace) {
        Await.that(
                "the end of what runs in " + namespace,
                Duration.ofSeconds(10),
                () -> {
                    // Whatever dies may have started something meanwhile.
                    List<Long> alive = pids(namespace);
                    alive.forEach(Leftovers::kill);
                    return alive.isEmpty();
                });
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static List<Long> pids(String namespace) {
        return lines("ip", "netns", "pids", namespace).map(Long::valueOf).toList();
    }

    private static List<String> namespaces() {
        return lines("ip", "netns", "list").map(line -> line.split(" ")[0]).toList();
    }

    private static Stream<String> lines(String... command) {
        return Processes.run(command).orThrow().lines().filter(line -> !line.isBlank());
    }
}
