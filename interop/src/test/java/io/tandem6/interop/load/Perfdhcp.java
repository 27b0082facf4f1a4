package io.tandem6.interop.load;

import io.tandem6.interop.lab.Finished;
import io.tandem6.interop.lab.Host;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kea's load generator. Its clients send each message once and call a late answer a drop. */
public final class Perfdhcp {
    private static final Pattern SECTION =
            Pattern.compile("\\*\\*\\*Statistics for: (\\S+)\\*\\*\\*");
    private static final Pattern VALUE = Pattern.compile("([a-z ]+): (-?[0-9.]+)( ms| %)?");
    private static final Pattern OVERFLOWS = Pattern.compile("Udp6RcvbufErrors\\s+(\\d+)");
    private static final int UNANSWERED = 3;
    private static final Duration COUNTER_LIMIT = Duration.ofSeconds(10);

    // Without it what is on its way in the end counts as dropped. In microseconds.
    private static final String WAIT_FOR_LAST_ANSWERS = "1000000";

    private Perfdhcp() {}

    /**
     * What became of one kind of exchange.
     *
     * @param sent messages
     * @param received answers in time
     * @param drops messages without
     * @param orphans answers that nobody waited for
     * @param rejected answers without a lease
     * @param averageMillis mean time to an answer
     * @param maxMillis longest time to an answer
     */
    public record Exchange(
            long sent,
            long received,
            long drops,
            long orphans,
            long rejected,
            double averageMillis,
            double maxMillis) {}

    /**
     * What became of a run.
     *
     * @param exchanges by perfdhcp's name for the exchange
     * @param output as it was printed
     */
    public record Result(Map<String, Exchange> exchanges, String output) {
        /** The exchange with this name, such as {@code REQUEST-REPLY}. */
        public Exchange exchange(String name) {
            return Optional.ofNullable(exchanges.get(name))
                    .orElseThrow(() -> new AssertionError("no " + name + " in:\n" + output));
        }

        /** Messages without an answer in time, of all exchanges. */
        public long drops() {
            return exchanges.values().stream().mapToLong(Exchange::drops).sum();
        }
    }

    /**
     * 100 new clients a second for 15 s, while the virtual machines compile what they need. They
     * are others than those of {@link #run} by default.
     */
    public static void warmUp(Host host, Duration limit) {
        run(host, limit, "-r", "100", "-R", "1500", "-p", "15", "-b", "mac=00:0c:99:00:00:00");
    }

    /**
     * How many answers have reached {@code host} since it exists, and found the socket's buffer
     * full, because the program that should have read them had no computing time.
     */
    public static long overflows(Host host) {
        String counters =
                host.runOnNetwork(COUNTER_LIMIT, List.of("cat", "/proc/net/snmp6"), "").orThrow();
        Matcher matcher = OVERFLOWS.matcher(counters);
        if (!matcher.find()) {
            throw new IllegalStateException("no Udp6RcvbufErrors in /proc/net/snmp6");
        }
        return Long.parseLong(matcher.group(1));
    }

    /** Runs perfdhcp on {@code host} with DHCPv6 over its interface and more arguments. */
    public static Result run(Host host, Duration limit, String... arguments) {
        return result(host.run(limit, command(arguments)));
    }

    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("perfdhcp", "-6", "-l", Host.INTERFACE));
        command.addAll(List.of("-W", WAIT_FOR_LAST_ANSWERS));
        command.addAll(List.of(arguments));
        return command;
    }

    static Result result(Finished finished) {
        if (finished.status() != 0 && finished.status() != UNANSWERED) {
            finished.orThrow();
        }
        return parse(finished.output());
    }

    static Result parse(String output) {
        Map<String, Map<String, Double>> sections = new LinkedHashMap<>();
        Map<String, Double> current = new LinkedHashMap<>();
        for (String line : output.lines().toList()) {
            Matcher section = SECTION.matcher(line);
            Matcher value = VALUE.matcher(line);
            if (section.matches()) {
                // The last report of an exchange is the final one.
                current = new LinkedHashMap<>();
                sections.put(section.group(1), current);
            } else if (value.matches()) {
                current.put(value.group(1), Double.valueOf(value.group(2)));
            }
        }
        Map<String, Exchange> exchanges = new LinkedHashMap<>();
        sections.forEach((name, values) -> exchanges.put(name, exchange(values)));
        return new Result(exchanges, output);
    }

    private static Exchange exchange(Map<String, Double> values) {
        return new Exchange(
                values.getOrDefault("sent packets", 0.0).longValue(),
                values.getOrDefault("received packets", 0.0).longValue(),
                values.getOrDefault("drops", 0.0).longValue(),
                values.getOrDefault("orphans", 0.0).longValue(),
                values.getOrDefault("rejected leases", 0.0).longValue(),
                values.getOrDefault("avg delay", 0.0),
                values.getOrDefault("max delay", 0.0));
    }
}
