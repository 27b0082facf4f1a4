package io.tandem6.server.continuity;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.server.continuity.OutstandingLease.Change;
import io.tandem6.server.lease.LeaseView;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the partner has not acknowledged: the addresses whose lease has changed here, those first
 * that have waited longest. Everything else is known to the partner as it stands. Event loop only.
 */
public final class Outstanding {
    /** Leases looked at in one go, so that other tasks of the loop get their turn. */
    private static final int LOOKED_AT_MAX = 20_000;

    private static final int PAGE_MAX = 1000;

    private final Map<Ipv6Address, OutstandingLease> entries = new LinkedHashMap<>();
    private final Map<Ipv6Address, Long> recent = new LinkedHashMap<>();
    private final Set<Ipv6Address> unproven = new HashSet<>();
    private final Set<Ipv6Address> asked = new HashSet<>();
    private @Nullable Sweep sweep;
    private long versions;

    /**
     * A lease has changed here.
     *
     * @param before as it was, null if there was none
     * @param nanos monotonic time
     * @param now Unix time in seconds
     */
    public void changed(Lease lease, @Nullable Lease before, End end, long nanos, long now) {
        Ipv6Address address = lease.address();
        entries.put(
                address,
                OutstandingLease.after(
                        new Change(lease, before, end, nanos, now),
                        note(address),
                        asked.contains(address),
                        ++versions));
    }

    /** The lease of an address is the same by another clock. */
    public void moved(Lease lease) {
        entries.computeIfPresent(lease.address(), (address, entry) -> entry.moved(lease));
    }

    /**
     * A change that was never on disk, so that the partner was not told of it, is taken back.
     *
     * @param former what the partner did not know before, null if it knew everything
     */
    public void undone(Ipv6Address address, @Nullable OutstandingLease former) {
        if (former == null) {
            entries.remove(address);
        } else {
            entries.put(address, former);
        }
    }

    /** An address is about to be asked for, as it was before the server started. */
    public void willAsk(Ipv6Address address) {
        asked.add(address);
    }

    /**
     * A lease is about to be asked for. Where the partner knows its holder there is nothing to ask.
     *
     * @param stored the lease that is here, null if there is none
     */
    public void willAsk(Lease lease, @Nullable Lease stored) {
        OutstandingLease entry = find(lease.address());
        boolean known =
                entry == null ? Holder.isSame(stored, lease) : entry.partners().isOfHolder(lease);
        if (!known) {
            asked.add(lease.address());
        }
    }

    /** Nobody need agree to an address any more: what is stored for it from now on counts. */
    public void needNotAsk(Ipv6Address address) {
        asked.remove(address);
    }

    /**
     * True if the partner was asked for an address, or is about to be, and has not agreed: the
     * lease that is stored here is nobody's yet.
     */
    public boolean isAsked(Ipv6Address address) {
        return asked.contains(address);
    }

    /** Addresses that the partner was or is being asked for, and has not agreed to. */
    public Set<Ipv6Address> asked() {
        return Set.copyOf(asked);
    }

    /**
     * Of many leases, which are on disk, it is not known whether the partner knows them. They are
     * not noted one by one; what was noted before stays. What is being asked for is asked again:
     * told as a client's, it would take the address from the client that the partner has there. If
     * the partner has agreed meanwhile, it has the same holder, and agrees once more.
     *
     * @param leases all there are, as they are at each time
     * @param unknown which of them are meant
     * @param held of which of those, if assigned, the partner knows the holder all the same
     * @param nanos monotonic time
     * @param now Unix time in seconds
     */
    public void unknown(
            LeaseView leases,
            Predicate<Lease> unknown,
            Predicate<Lease> held,
            long nanos,
            long now) {
        for (OutstandingLease entry : List.copyOf(entries.values())) {
            if (unknown.test(entry.lease())) {
                note(
                        entry.unproven(
                                held.test(entry.lease()), isStillAsked(entry.lease()), ++versions));
            }
        }
        sweep = new Sweep(leases, unknown, held, nanos, now);
    }

    private OutstandingLease note(OutstandingLease entry) {
        entries.put(entry.lease().address(), entry);
        unproven.add(entry.lease().address());
        return entry;
    }

    /** What is over asks for nothing. */
    private boolean isStillAsked(Lease lease) {
        return lease.state() == LeaseState.ASSIGNED && asked.contains(lease.address());
    }

    private OutstandingLease unproven(Lease lease, Sweep by) {
        return OutstandingLease.unproven(lease, by, isStillAsked(lease), ++versions);
    }

    /** The account of an address, noted from now on if it was not yet. */
    private @Nullable OutstandingLease note(Ipv6Address address) {
        OutstandingLease entry = entries.get(address);
        Sweep ahead = sweep;
        Lease lease = entry != null || ahead == null ? null : ahead.find(address);
        if (lease == null) {
            return entry;
        }
        return note(unproven(lease, Objects.requireNonNull(ahead)));
    }

    /** Notes leases one by one until there are {@code wanted} of them, or enough were looked at. */
    private void noteSome(int wanted) {
        int looked = 0;
        while (sweep != null && entries.size() < wanted && looked < LOOKED_AT_MAX) {
            Sweep by = sweep;
            int page = Math.clamp(wanted - entries.size(), 1, PAGE_MAX);
            for (Lease lease : by.next(page)) {
                if (!entries.containsKey(lease.address())) {
                    note(unproven(lease, by));
                }
            }
            looked += page;
            if (by.isOver()) {
                sweep = null;
            }
        }
    }

    /** The lease is on disk. */
    public void durable(Lease lease) {
        OutstandingLease entry = entries.get(lease.address());
        if (entry != null && !entry.durable() && entry.lease().equals(lease)) {
            entries.put(lease.address(), entry.stored());
        }
    }

    /** What the partner does not know of an address, null if it knows everything. */
    public @Nullable OutstandingLease find(Ipv6Address address) {
        OutstandingLease entry = entries.get(address);
        Sweep ahead = sweep;
        if (entry != null || ahead == null) {
            return entry;
        }
        Lease lease = ahead.find(address);
        return lease == null ? null : unproven(lease, ahead);
    }

    /** The partner's own word about an address is stored here now. */
    public void settled(Ipv6Address address) {
        entries.remove(address);
        unproven.remove(address);
        asked.remove(address);
        pass(address);
    }

    private void pass(Ipv6Address address) {
        if (sweep != null) {
            sweep.settled(address);
        }
    }

    /**
     * Takes leases to be sent with update {@code number}: {@code urgent} ones, then those that have
     * waited longest, but none of {@code without}. From here on the partner may know them, whether
     * it says so or not.
     */
    public List<SentLease> take(
            int limit, long number, Collection<Ipv6Address> urgent, Set<Ipv6Address> without) {
        Map<Ipv6Address, SentLease> batch = new LinkedHashMap<>();
        for (Ipv6Address address : urgent) {
            OutstandingLease entry = note(address);
            if (batch.size() < limit
                    && entry != null
                    && entry.durable()
                    && !without.contains(address)) {
                batch.put(address, new SentLease(entry, number));
                entries.put(address, entry.told());
            }
        }
        noteSome(limit + without.size());
        for (Map.Entry<Ipv6Address, OutstandingLease> each : entries.entrySet()) {
            OutstandingLease entry = each.getValue();
            if (batch.size() >= limit) {
                break;
            }
            if (entry.durable()
                    && !batch.containsKey(each.getKey())
                    && !without.contains(each.getKey())) {
                batch.put(each.getKey(), new SentLease(entry, number));
                each.setValue(entry.told());
            }
        }
        return List.copyOf(batch.values());
    }

    /**
     * The partner has taken what was sent.
     *
     * @param nanos monotonic time
     */
    public void acknowledged(SentLease sent, long nanos) {
        Ipv6Address address = sent.address();
        recent.remove(address);
        recent.put(address, sent.number());
        OutstandingLease entry = note(address);
        entries.remove(address);
        unproven.remove(address);
        if (entry == null
                || entry.version() == sent.entry().version()
                || Holder.isSame(sent.lease(), entry.lease())) {
            asked.remove(address);
        }
        if (entry != null && entry.version() != sent.entry().version()) {
            entries.put(address, entry.acknowledged(sent.lease(), nanos));
        } else {
            pass(address);
        }
    }

    /** Whatever comes from the partner from now on was said after it had update {@code number}. */
    public void seen(long number) {
        Iterator<Long> oldest = recent.values().iterator();
        while (oldest.hasNext() && oldest.next() <= number) {
            oldest.remove();
        }
    }

    /**
     * True if what the partner says of an address may have crossed what this server said.
     *
     * @param seen the last update that the partner had then
     */
    public boolean mayCross(Ipv6Address address, long seen) {
        Long number = recent.get(address);
        return find(address) != null || (number != null && number > seen);
    }

    /** Forgets everything. */
    public void clear() {
        entries.clear();
        recent.clear();
        unproven.clear();
        asked.clear();
        sweep = null;
    }

    /** True if there is something of which nobody knows what the partner knows. */
    public boolean hasUnproven() {
        return !unproven.isEmpty() || sweep != null;
    }

    /**
     * True if there is something of which nobody knows what the partner knows, apart from what it
     * is being asked for, which is nobody's yet.
     */
    public boolean hasUntold() {
        return sweep != null || unproven.stream().anyMatch(address -> !asked.contains(address));
    }

    /** True if an address has changed since the server started, and the partner does not know. */
    public boolean isRecent(Ipv6Address address) {
        OutstandingLease entry = entries.get(address);
        return entry != null && entry.recent();
    }

    /** How many addresses are noted. */
    public int size() {
        return entries.size();
    }

    /** False if there may be some that are not noted yet, while less than {@code wanted} are. */
    public boolean isLookedThrough(int wanted) {
        return sweep == null || entries.size() >= wanted;
    }

    /** True if the partner knows everything. */
    public boolean isEmpty() {
        return entries.isEmpty() && sweep == null;
    }

    /** True if there is something that has waited since before {@code nanos}, or nobody knows. */
    public boolean hasWaitedSince(long nanos) {
        return hasUnproven()
                || (!entries.isEmpty()
                        && entries.values().iterator().next().times().waitsSince() - nanos < 0);
    }

    /** Unix time in seconds before which everything was acknowledged, {@code now} if all is. */
    public long acknowledgedBefore(long now) {
        long earliest = sweep == null ? now : 0;
        for (OutstandingLease entry : entries.values()) {
            earliest = Math.min(earliest, entry.times().instant());
        }
        return earliest;
    }
}
