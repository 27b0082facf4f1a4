package io.tandem6.server.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.LeaseChange;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The way of all changes to the lease table, on which a reader of somebody else's leases is told
 * what has changed here since he asked. Event loop only.
 */
public final class WatchedLeases implements LeaseWriter {
    private final LeaseWriter writer;
    private final Set<Watch> watches = new LinkedHashSet<>();

    /** Passes everything on to {@code writer}. */
    public WatchedLeases(LeaseWriter writer) {
        this.writer = writer;
    }

    /** The addresses that changed between its last beginning and its end. */
    public final class Watch {
        private final Set<Ipv6Address> changed = new HashSet<>();

        private Watch() {}

        /** True if the lease of this address has changed or ended meanwhile. */
        public boolean hasSeen(Ipv6Address address) {
            return changed.contains(address);
        }

        /** Forgets everything and begins anew; costs memory for each change until it ends. */
        public void begin() {
            changed.clear();
            watches.add(this);
        }

        /** Forgets everything. */
        public void end() {
            watches.remove(this);
            changed.clear();
        }
    }

    /** A watch that has not begun. */
    public Watch watch() {
        return new Watch();
    }

    @Override
    public void commit(List<LeaseChange> changes, Consumer<LeaseStore.Outcome> done) {
        for (Watch watch : watches) {
            changes.forEach(change -> watch.changed.add(change.address()));
        }
        writer.commit(changes, done);
    }

    @Override
    public boolean canStore() {
        return writer.canStore();
    }

    @Override
    public void refresh(LeaseQuery query, Consumer<Boolean> done) {
        writer.refresh(query, done);
    }
}
