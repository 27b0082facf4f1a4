package io.tandem6.server.lease;

import io.tandem6.lease.UpdateNumber;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far the lease updates of other servers have come, so that one which comes too late is known.
 * A server gives an update up when its partner does not answer, but the network may deliver it all
 * the same, minutes later: to apply it then would bring back what has changed since. Event loop
 * only.
 *
 * <p>The updates of a server reach us in order or not at all. One that is numbered before one that
 * we had, or among those of which the server says that they are no longer on their way, is too
 * late. The last one that we had may come once more while the server waits for our answer.
 */
public final class ReceivedUpdates {
    /** Servers that are remembered; more than any configuration names. */
    private static final int SERVERS_MAX = 1000;

    private final Map<String, UpdateNumber> arrived = new HashMap<>();
    private final Map<String, UpdateNumber> settled = new HashMap<>();

    /** What {@code update} of {@code server} should have come before, if it comes too late. */
    public Optional<UpdateNumber> overtakenBy(String server, UpdateNumber update) {
        UpdateNumber over = settled.get(server);
        if (over != null && update.compareTo(over) <= 0) {
            return Optional.of(over);
        }
        return Optional.ofNullable(arrived.get(server)).filter(n -> update.compareTo(n) < 0);
    }

    /** {@code update} of {@code server} is here. */
    public void arrived(String server, UpdateNumber update) {
        if (arrived.size() < SERVERS_MAX || arrived.containsKey(server)) {
            arrived.merge(server, update, (a, b) -> a.compareTo(b) < 0 ? b : a);
        }
    }

    /**
     * What {@code server} sent up to {@code update} has arrived or never will. The server says so
     * itself, in answer to our heartbeat, so its incarnation is the one of which this is true,
     * whatever updates in its name have pretended or its clock was at an earlier start.
     */
    public void settled(String server, UpdateNumber update) {
        if (settled.size() < SERVERS_MAX || settled.containsKey(server)) {
            settled.merge(
                    server, update, (a, b) -> isSameStart(a, b) && b.compareTo(a) < 0 ? a : b);
        }
        UpdateNumber last = arrived.get(server);
        if (last != null && !isSameStart(last, update)) {
            arrived.remove(server);
        }
    }

    /** True if {@code server} has said in that start of it which updates are still on their way. */
    public boolean isCounted(String server, long incarnation) {
        UpdateNumber over = settled.get(server);
        return over != null && over.incarnation() == incarnation;
    }

    /** The last update of {@code server} that is here. */
    public Optional<UpdateNumber> latest(String server) {
        return Optional.ofNullable(arrived.get(server));
    }

    /**
     * {@code server} had sent no update higher than {@code last} when it said so itself; {@code
     * latest} was here before it was asked. If that is higher, then somebody else sent it, and the
     * server's own updates do not come too late for it.
     */
    public void sent(String server, UpdateNumber last, Optional<UpdateNumber> latest) {
        boolean pretended =
                latest.filter(known -> isSameStart(known, last) && known.compareTo(last) > 0)
                        .isPresent();
        if (pretended) {
            arrived.put(server, last);
        }
    }

    private static boolean isSameStart(UpdateNumber a, UpdateNumber b) {
        return a.incarnation() == b.incarnation();
    }
}
