package io.tandem6.server.node;

import io.tandem6.lease.LeaseChange;
import io.tandem6.server.pipeline.Replicator;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tells each lease change to the partner that serves the lease's subnet. A client is answered when
 * all have heard their part. Of a lease in a subnet that is nobody's, nobody hears.
 */
final class ReplicatorBySubnet implements Replicator {
    private final SubnetOwners owners;
    private final List<Replicator> replicators;

    /** {@code replicators} in the order of the relationships. */
    ReplicatorBySubnet(SubnetOwners owners, List<Replicator> replicators) {
        this.owners = owners;
        this.replicators = List.copyOf(replicators);
    }

    @Override
    public void replicate(List<LeaseChange> changes, Replicated done) {
        SortedMap<Integer, List<LeaseChange>> parts = new TreeMap<>();
        for (LeaseChange change : changes) {
            OptionalInt owner = owners.of(change.lease().subnetId());
            if (owner.isPresent()) {
                parts.computeIfAbsent(owner.getAsInt(), id -> new ArrayList<>()).add(change);
            }
        }
        if (parts.isEmpty()) {
            done.completed(true);
            return;
        }
        Replicated each = new All(parts.size(), done)::completed;
        parts.forEach((id, part) -> replicators.get(id).replicate(part, each));
    }

    /** Waits for every part. */
    private static final class All {
        private final Replicated done;
        private int missing;
        private boolean all = true;

        private All(int missing, Replicated done) {
            this.missing = missing;
            this.done = done;
        }

        private void completed(boolean acknowledged) {
            all &= acknowledged;
            missing--;
            if (missing == 0) {
                done.completed(all);
            }
        }
    }
}
