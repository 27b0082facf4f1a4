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
        pids(namespace)
                .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        Await.that(
                "the end of what runs in " + namespace,
                Duration.ofSeconds(10),
                () -> pids(namespace).isEmpty());
        Processes.run("ip", "netns", "del", namespace).orThrow();
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
