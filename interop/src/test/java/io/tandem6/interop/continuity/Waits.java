package io.tandem6.interop.continuity;

import io.tandem6.interop.swarm.SwarmReport;
import java.util.List;
import java.util.Objects;

/**
 * How long the clients of some swarms waited for their first leases, from their first Solicit on.
 *
 * @param clients how many there were
 * @param never how many got none
 * @param repeated how many had to send something twice
 * @param seconds of those that were served, in ascending order
 */
record Waits(int clients, int never, int repeated, List<Double> seconds) {
    /** Solicit and Request. */
    private static final int MESSAGES = 2;

    static Waits of(List<SwarmReport> reports) {
        List<SwarmReport.Client> all =
                reports.stream().flatMap(report -> report.clients().stream()).toList();
        List<Double> seconds =
                all.stream()
                        .map(SwarmReport.Client::waitedSeconds)
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList();
        int repeated = (int) all.stream().filter(c -> c.sent() > MESSAGES + c.extensions()).count();
        return new Waits(all.size(), all.size() - seconds.size(), repeated, seconds);
    }

    /** Percentage of all clients that were served within this time. */
    double within(double limit) {
        return 100.0 * seconds.stream().filter(wait -> wait <= limit).count() / clients;
    }

    double longest() {
        return seconds.isEmpty() ? 0 : seconds.getLast();
    }

    @Override
    public String toString() {
        return "%d clients, %d had to repeat; within 0.5 s %.1f %%, 1 s %.1f %%, 3 s %.1f %%; longest %.2f s; never %d"
                .formatted(clients, repeated, within(0.5), within(1), within(3), longest(), never);
    }
}
