package io.tandem6.server.ha;

import io.tandem6.identity.Duid;
import java.time.Duration;
import java.util.Collection;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The clients whose leases a peer refused because they contradict its own, each until the peer
 * accepts another lease of the client, or for a day.
 *
 * @param expiry monotonic time in milliseconds at which a client is forgotten
 */
public record Rejections(PMap<Duid, Long> expiry) {
    /** How long a client is remembered. */
    static final Duration REMEMBERED_FOR = Duration.ofDays(1);

    /** Clients that are told apart; what lies above is no longer a matter of single clients. */
    static final int RECORDED_MAX = 65_536;

    /** Nothing was refused. */
    static final Rejections NONE = new Rejections(HashTreePMap.empty());

    Rejections rejected(Iterable<Duid> clients, Moment at) {
        PMap<Duid, Long> grown = expiry;
        for (Duid client : clients) {
            if (grown.size() < RECORDED_MAX) {
                grown = grown.plus(client, at.monotonicMillis() + REMEMBERED_FOR.toMillis());
            }
        }
        return new Rejections(grown);
    }

    Rejections accepted(Collection<Duid> clients) {
        return expiry.isEmpty() ? this : new Rejections(expiry.minusAll(clients));
    }

    /** Clients not yet forgotten. */
    long count(Moment at) {
        return expiry.values().stream().filter(end -> end > at.monotonicMillis()).count();
    }

    /** True if there are {@code limit} or more; a limit of 0 is none. */
    boolean reach(long limit, Moment at) {
        return limit > 0
                && expiry.size() >= Math.min(limit, RECORDED_MAX)
                && count(at) >= Math.min(limit, RECORDED_MAX);
    }
}
