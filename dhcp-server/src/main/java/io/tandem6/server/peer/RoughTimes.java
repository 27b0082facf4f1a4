package io.tandem6.server.peer;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Leases that were taken from the partner while the network was too slow to tell how the clocks of
 * the two stand: here they last for longer than there, by more than what counts as the same. When
 * the clocks can be compared the partner tells everything once more. Event loop only.
 */
final class RoughTimes {
    private final Map<Ipv6Address, Lease> rough = new HashMap<>();

    /** Leases of which the partner is telling the time. */
    private final Map<Ipv6Address, Lease> asked = new HashMap<>();

    /** Has the partner tell all its leases, and says what came of it. */
    @FunctionalInterface
    interface Fetch {
        void all(Consumer<LeaseSync.Outcome> done);
    }

    /** A lease is taken whose time is known roughly. */
    void taken(Lease lease) {
        rough.put(lease.address(), lease);
    }

    /** True if a lease that is stored is one of these, and what the partner says now is better. */
    boolean isMendedBy(Lease stored, boolean nowKnownWell) {
        return nowKnownWell
                && (stored.equals(rough.get(stored.address()))
                        || stored.equals(asked.get(stored.address())));
    }

    /** To be called often while the clocks are known well. */
    void mend(Fetch fetch) {
        if (!rough.isEmpty()) {
            asked.putAll(rough);
            rough.clear();
            fetch.all(this::fetched);
        }
    }

    private void fetched(LeaseSync.Outcome outcome) {
        switch (outcome) {
            case LeaseSync.Outcome.Synchronized ignored -> {}
            case LeaseSync.Outcome.Failed ignored -> asked.forEach(rough::putIfAbsent);
        }
        asked.clear();
    }
}
