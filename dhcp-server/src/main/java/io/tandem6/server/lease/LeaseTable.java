package io.tandem6.server.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All leases, in memory, with every index that decisions, commands, statistics and reclamation
 * need. Belongs to the event loop. Callers see immutable {@link Lease} values and never the
 * collections, so that the representation can change without them.
 */
public final class LeaseTable implements LeaseView {
    private static final Comparator<Expiry> BY_EXPIRY =
            Comparator.comparingLong(Expiry::expire).thenComparing(Expiry::address);

    private final TreeMap<Ipv6Address, Lease> byAddress = new TreeMap<>();
    private final Map<BindingKey, List<Ipv6Address>> byBinding = new HashMap<>();
    private final NavigableSet<Expiry> running = new TreeSet<>(BY_EXPIRY);
    private final NavigableSet<Expiry> reclaimed = new TreeSet<>(BY_EXPIRY);
    private final Map<Count, LeaseCounts> counts = new HashMap<>();
    private final Map<LeaseType, LeaseCounts> totals = new EnumMap<>(LeaseType.class);

    private record Expiry(long expire, Ipv6Address address) {}

    private record Count(long subnetId, LeaseType type) {}

    /** Changes the table. Deleting what is not there changes nothing. */
    public void apply(LeaseChange change) {
        switch (change) {
            case LeaseChange.Put put -> {
                Lease old = byAddress.put(put.address(), put.lease());
                if (old != null) {
                    removeFromIndexes(old);
                }
                addToIndexes(put.lease());
            }
            case LeaseChange.Delete delete -> {
                Lease old = byAddress.remove(delete.address());
                if (old != null) {
                    removeFromIndexes(old);
                }
            }
        }
    }

    @Override
    public @Nullable Lease find(Ipv6Address address) {
        return byAddress.get(address);
    }

    @Override
    public List<Lease> findBinding(BindingKey key) {
        return leases(byBinding.getOrDefault(key, List.of()));
    }

    /** Number of leases, whatever their state. */
    public int size() {
        return byAddress.size();
    }

    /**
     * Leases in ascending order of address, addresses and prefixes alike.
     *
     * @param from the address after which to start, null to start with the first
     * @param limit most leases to return, at least 1
     */
    public List<Lease> page(@Nullable Ipv6Address from, int limit) {
        Collection<Lease> rest =
                from == null ? byAddress.values() : byAddress.tailMap(from, false).values();
        List<Lease> page = new ArrayList<>(Math.min(limit, rest.isEmpty() ? 0 : 1024));
        for (Lease lease : rest) {
            if (page.size() == limit) {
                break;
            }
            page.add(lease);
        }
        return page;
    }

    /** Shows every lease, in ascending order of address. The table must not change meanwhile. */
    public void forEach(Consumer<Lease> consumer) {
        byAddress.values().forEach(consumer);
    }

    /**
     * Leases whose valid lifetime has ended before {@code now} (Unix seconds) and that were not
     * reclaimed yet, those that ended first at the front.
     */
    public List<Lease> expired(long now, int limit) {
        return endedBefore(running, now, limit);
    }

    /** The same, from behind {@code after} on, which need not be in the table. */
    List<Lease> expiredAfter(Lease after, long now, int limit) {
        Expiry last = new Expiry(after.expire(), after.address());
        return endedBefore(running.tailSet(last, false), now, limit);
    }

    /** Reclaimed leases whose valid lifetime has ended before {@code instant} (Unix seconds). */
    public List<Lease> reclaimedBefore(long instant, int limit) {
        return endedBefore(reclaimed, instant, limit);
    }

    /** How many leases of a type a subnet has. */
    public LeaseCounts counts(long subnetId, LeaseType type) {
        return counts.getOrDefault(new Count(subnetId, type), LeaseCounts.NONE);
    }

    /**
     * How many leases of a type there are in all subnets, also in those not configured any more.
     */
    public LeaseCounts totals(LeaseType type) {
        return totals.getOrDefault(type, LeaseCounts.NONE);
    }

    private List<Lease> endedBefore(NavigableSet<Expiry> order, long instant, int limit) {
        List<Ipv6Address> found = new ArrayList<>();
        for (Expiry expiry : order) {
            if (expiry.expire >= instant || found.size() == limit) {
                break;
            }
            found.add(expiry.address);
        }
        return leases(found);
    }

    private List<Lease> leases(List<Ipv6Address> addresses) {
        List<Lease> leases = new ArrayList<>(addresses.size());
        for (Ipv6Address address : addresses) {
            Lease lease = byAddress.get(address);
            if (lease == null) {
                throw new IllegalStateException("an index of the lease table names " + address);
            }
            leases.add(lease);
        }
        return leases;
    }

    private void addToIndexes(Lease lease) {
        if (hasHolder(lease)) {
            addToBinding(lease);
        }
        NavigableSet<Expiry> order = expiryOrder(lease);
        if (order != null) {
            order.add(new Expiry(lease.expire(), lease.address()));
        }
        count(lease, 1);
    }

    private void addToBinding(Lease lease) {
        List<Ipv6Address> addresses =
                byBinding.computeIfAbsent(lease.bindingKey(), key -> new ArrayList<>(1));
        int at = 0;
        while (at < addresses.size() && addresses.get(at).compareTo(lease.address()) < 0) {
            at++;
        }
        addresses.add(at, lease.address());
    }

    /**
     * Declined addresses all have the same placeholder for a holder. They are nobody's binding, and
     * one list of them would grow with every Decline.
     */
    private static boolean hasHolder(Lease lease) {
        return lease.state() != LeaseState.DECLINED || !lease.duid().isEmpty();
    }

    private void removeFromIndexes(Lease lease) {
        BindingKey key = lease.bindingKey();
        List<Ipv6Address> addresses = byBinding.get(key);
        if (addresses != null) {
            addresses.remove(lease.address());
            if (addresses.isEmpty()) {
                byBinding.remove(key);
            }
        }
        NavigableSet<Expiry> order = expiryOrder(lease);
        if (order != null) {
            order.remove(new Expiry(lease.expire(), lease.address()));
        }
        count(lease, -1);
    }

    private @Nullable NavigableSet<Expiry> expiryOrder(Lease lease) {
        if (lease.state() == LeaseState.EXPIRED_RECLAIMED) {
            return reclaimed;
        }
        return lease.validLifetime() == Lease.INFINITE ? null : running;
    }

    private void count(Lease lease, int change) {
        Count key = new Count(lease.subnetId(), lease.type());
        LeaseCounts changed =
                counts.getOrDefault(key, LeaseCounts.NONE).plus(lease.state(), change);
        if (changed.total() == 0) {
            counts.remove(key);
        } else {
            counts.put(key, changed);
        }
        totals.put(lease.type(), totals(lease.type()).plus(lease.state(), change));
    }
}
