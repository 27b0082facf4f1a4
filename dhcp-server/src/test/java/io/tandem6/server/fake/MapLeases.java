package io.tandem6.server.fake;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.ChangePosition;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.lease.LeaseWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A lease table without anything clever. By itself it writes at once. */
public class MapLeases implements LeaseView, LeaseWriter {
    private final TreeMap<Ipv6Address, Lease> leases = new TreeMap<>();

    /** All changes so far. */
    public final List<LeaseChange> written = new ArrayList<>();

    /** Adds or replaces a lease without anybody hearing of it. */
    public void put(Lease lease) {
        leases.put(lease.address(), lease);
    }

    /** All leases, by address. */
    public Collection<Lease> all() {
        return leases.values();
    }

    @Override
    public @Nullable Lease find(Ipv6Address address) {
        return leases.get(address);
    }

    @Override
    public List<Lease> findBinding(BindingKey key) {
        return leases.values().stream().filter(l -> l.bindingKey().equals(key)).toList();
    }

    @Override
    public List<Lease> page(@Nullable Ipv6Address from, int limit) {
        return (from == null ? leases : leases.tailMap(from, false))
                .values().stream().limit(limit).toList();
    }

    @Override
    public Set<Integer> lengths() {
        return leases.values().stream().map(Lease::prefixLength).collect(Collectors.toSet());
    }

    @Override
    public void commit(List<LeaseChange> changes, Consumer<LeaseStore.Outcome> done) {
        apply(changes);
        done.accept(new LeaseStore.Outcome.Durable(new ChangePosition(1, 1)));
    }

    /** Applies changes. */
    public final void apply(List<LeaseChange> changes) {
        written.addAll(changes);
        for (LeaseChange change : changes) {
            switch (change) {
                case LeaseChange.Put put -> leases.put(put.address(), put.lease());
                case LeaseChange.Delete delete -> leases.remove(delete.address());
            }
        }
    }
}
