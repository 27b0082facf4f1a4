package io.tandem6.interop.swarm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a swarm does. A tests' process writes it as a command line, the swarm's process reads it.
 *
 * @param task what every client does
 * @param count number of clients
 * @param rate clients started a second
 * @param patienceSeconds after the last client's start
 * @param seed clients of different seeds are different
 * @param prefixes ask for a prefix besides the address
 * @param report file to write the result to
 * @param from report of a former swarm whose leases these clients hold
 * @param skip how many of that swarm's clients come before these
 * @param staySeconds how long a living client stays before it releases what it has, 0 is for ever
 */
public record SwarmOptions(
        Task task,
        int count,
        double rate,
        double patienceSeconds,
        int seed,
        boolean prefixes,
        Path report,
        Optional<Path> from,
        int skip,
        double staySeconds) {
    /** What clients do. */
    public enum Task {
        /**
         * Acquires leases, or rebinds those of a former swarm, and keeps them: Renew at T1, Rebind
         * at T2, Solicit when they have ended; until the swarm's end.
         */
        LIVE,
        /** Solicit, Advertise, Request, Reply. */
        ACQUIRE,
        /** Renew, Reply. */
        RENEW,
        /** Rebind, Reply. */
        REBIND,
        /** Release, Reply. */
        RELEASE,
        /** Decline of the address, Reply. */
        DECLINE
    }

    List<String> toArguments() {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "task=" + task.name().toLowerCase(Locale.ROOT),
                                "count=" + count,
                                "rate=" + rate,
                                "patience=" + patienceSeconds,
                                "seed=" + seed,
                                "prefixes=" + prefixes,
                                "report=" + report,
                                "skip=" + skip,
                                "stay=" + staySeconds));
        from.ifPresent(path -> arguments.add("from=" + path));
        return arguments;
    }

    static SwarmOptions parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return new SwarmOptions(
                Task.valueOf(value(values, "task").toUpperCase(Locale.ROOT)),
                Integer.parseInt(value(values, "count")),
                Double.parseDouble(value(values, "rate")),
                Double.parseDouble(value(values, "patience")),
                Integer.parseInt(value(values, "seed")),
                Boolean.parseBoolean(value(values, "prefixes")),
                Path.of(value(values, "report")),
                Optional.ofNullable(values.get("from")).map(Path::of),
                Integer.parseInt(value(values, "skip")),
                Double.parseDouble(value(values, "stay")));
    }

    private static String value(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + "=... is missing"));
    }
}
