package io.tandem6.server.lease;

import io.tandem6.lease.ChangePosition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far the lease updates of other servers have come, so that one which comes too late is known.
 * A server gives an update up when its partner does not answer, but the network may deliver it all
 * the same, minutes later: to apply it then would bring back what has changed since. Event loop
 * only.
 *
 * <p>Updates of a server reach us in the order of its history or not at all. One that stands before
 * what we had from it, or in what it says is no longer on its way, is too late. The last one that
 * we had may come once more while the server waits for our answer.
 */
public final class ReceivedUpdates {
    /** Servers that are remembered; more than any configuration names. */
    private static final int SERVERS_MAX = 1000;

    private final Map<String, ChangePosition> arrived = new HashMap<>();
    private final Map<String, ChangePosition> settled = new HashMap<>();

    /**
     * What an update should have come before, if it comes too late.
     *
     * @param server who sent it
     * @param position of its last change
     */
    public Optional<ChangePosition> overtakenBy(String server, ChangePosition position) {
        ChangePosition over = settled.get(server);
        if (over != null && position.compareTo(over) <= 0) {
            return Optional.of(over);
        }
        return Optional.ofNullable(arrived.get(server)).filter(p -> position.compareTo(p) < 0);
    }

    /** An update of {@code server} that ends with {@code position} is here. */
    public void arrived(String server, ChangePosition position) {
        raise(arrived, server, position);
    }

    /** All that {@code server} sent up to {@code position} has arrived or never will. */
    public void settled(String server, ChangePosition position) {
        raise(settled, server, position);
    }

    private static void raise(
            Map<String, ChangePosition> positions, String server, ChangePosition position) {
        if (positions.size() < SERVERS_MAX || positions.containsKey(server)) {
            positions.merge(server, position, (a, b) -> a.compareTo(b) < 0 ? b : a);
        }
    }
}
