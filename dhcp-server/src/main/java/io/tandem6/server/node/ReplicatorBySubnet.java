package io.tandem6.server.node;

import io.tandem6.lease.LeaseChange;
import io.tandem6.server.pipeline.Acknowledgements;
import io.tandem6.server.pipeline.Replicator;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.LongFunction;

/**
 * Tells each lease change to the partner that serves the lease's subnet. A client is answered when
 * all have heard their part. Of a lease in a subnet that is nobody's, nobody hears.
 */
final class ReplicatorBySubnet implements Replicator {
    private final LongFunction<OptionalInt> owners;
    private final IntFunction<Replicator> replicators;

    /**
     * {@code owners} gives the number of a subnet's relationship, {@code replicators} what tells
     * the partner of that.
     */
    ReplicatorBySubnet(LongFunction<OptionalInt> owners, IntFunction<Replicator> replicators) {
        this.owners = owners;
        this.replicators = replicators;
    }

    @Override
    public void replicate(List<LeaseChange> changes, Replicated done) {
        SortedMap<Integer, List<LeaseChange>> parts = new TreeMap<>();
        for (LeaseChange change : changes) {
            OptionalInt owner = owners.apply(change.lease().subnetId());
            if (owner.isPresent()) {
                parts.computeIfAbsent(owner.getAsInt(), id -> new ArrayList<>()).add(change);
            }
        }
        Acknowledgements acknowledgements = new Acknowledgements(parts.size(), done);
        parts.forEach((id, part) -> replicators.apply(id).replicate(part, acknowledgements::add));
        acknowledgements.begin();
    }
}
