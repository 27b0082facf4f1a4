package io.tandem6.server.continuity;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the partner has not acknowledged: the addresses whose lease has changed here, those first
 * that have waited longest. Everything else is known to the partner as it stands. Event loop only.
 */
public final class Outstanding {
    private final Map<Ipv6Address, Entry> entries = new LinkedHashMap<>();
    private final Map<Ipv6Address, Long> recent = new LinkedHashMap<>();
    private final Set<Ipv6Address> unproven = new HashSet<>();
    private final Set<Ipv6Address> asked = new HashSet<>();
    private long versions;

    /**
     * An address whose lease the partner does not know.
     *
     * @param lease as it is here now
     * @param base as the partner knows it, null for not at all
     * @param known what the partner knows is known: else it may be anything
     * @param age seconds since the client's last transmission, at {@code since}
     * @param since when the lease became what it is, monotonic nanoseconds
     * @param waitsSince when the partner first missed something, monotonic nanoseconds
     * @param instant the same as Unix time in seconds, or that of the lease if it is older
     * @param durable the lease is on disk
     * @param asks no client hears of it before the partner has agreed
     * @param end how it came to its end, if it did
     * @param version tells this lease of the address from others
     */
    public record Entry(
            Lease lease,
            @Nullable Lease base,
            boolean known,
            long age,
            long since,
            long waitsSince,
            long instant,
            boolean durable,
            boolean asks,
            End end,
            long version) {
        private Entry withDurability(boolean yes) {
            return new Entry(
                    lease, base, known, age, since, waitsSince, instant, yes, asks, end, version);
        }

        private Entry asking() {
            return new Entry(
                    lease,
                    base,
                    known,
                    age,
                    since,
                    waitsSince,
                    instant,
                    durable,
                    true,
                    end,
                    version);
        }

        private Entry withBase(@Nullable Lease partners, boolean certain, long waiting) {
            return new Entry(
                    lease, partners, certain, age, since, waiting, instant, durable, asks, end,
                    version);
        }

        /** True if the partner is certain to take the lease for assigned to this one's holder. */
        boolean isKnownToHolder() {
            return known && isHeldBy(base, lease);
        }
    }

    /** How a lease came to its end. */
    public enum End {
        /** It has not, or its client gave it back, or an operator deleted it. */
        WANTED,
        /** Its time was over by this server's clock. */
        EXPIRED,
        /** This server gave it up, since it had no right to it; no client asked for that. */
        WITHDRAWN,
        /** An operator wants it so, whatever anybody holds. */
        FORCED
    }

    /**
     * A lease that was sent.
     *
     * @param entry as it was
     * @param number of the update that it was sent with
     */
    public record Sent(Entry entry, long number) {
        /** What was said. */
        public Lease lease() {
            return entry.lease;
        }

        /** The address that it was about. */
        public Ipv6Address address() {
            return entry.lease.address();
        }
    }

    static boolean isHeldBy(@Nullable Lease lease, Lease by) {
        return lease != null
                && lease.state() == LeaseState.ASSIGNED
                && by.state() == LeaseState.ASSIGNED
                && lease.prefixLength() == by.prefixLength()
                && lease.bindingKey().equals(by.bindingKey());
    }

    /**
     * A lease has changed here.
     *
     * @param before as it was, null if there was none
     * @param nanos monotonic time
     * @param now Unix time in seconds
     */
    public void changed(Lease lease, @Nullable Lease before, End end, long nanos, long now) {
        Entry former = entries.get(lease.address());
        long age = now - lease.clientLastTransmission();
        entries.put(
                lease.address(),
                new Entry(
                        lease,
                        former == null ? before : former.base,
                        former == null || former.known,
                        age,
                        nanos,
                        former == null ? nanos : former.waitsSince,
                        Math.min(
                                former == null ? now : former.instant,
                                Math.min(now, lease.clientLastTransmission())),
                        false,
                        false,
                        end,
                        ++versions));
    }

    /** An address is about to be asked for. */
    public void willAsk(Ipv6Address address) {
        asked.add(address);
    }

    /** Addresses that the partner was or is being asked for, and has not agreed to. */
    public Set<Ipv6Address> asked() {
        return Set.copyOf(asked);
    }

    /**
     * Of a lease that is on disk it is not known whether the partner knows it.
     *
     * @param held if the lease is assigned, the partner takes it for assigned to the same holder
     */
    public void unknown(Lease lease, boolean held, long nanos, long now) {
        Entry former = entries.get(lease.address());
        Entry same = former != null && former.lease.equals(lease) ? former : null;
        boolean agreed = held && lease.state() == LeaseState.ASSIGNED;
        entries.put(
                lease.address(),
                new Entry(
                        lease,
                        agreed
                                ? lease.heardAt(
                                        lease.clientLastTransmission() - lease.validLifetime())
                                : null,
                        agreed,
                        same == null ? now - lease.clientLastTransmission() : same.age,
                        same == null ? nanos : same.since,
                        same == null ? nanos : same.waitsSince,
                        0,
                        former == null || former.durable,
                        false,
                        lease.state() == LeaseState.ASSIGNED ? End.WANTED : End.WITHDRAWN,
                        ++versions));
        unproven.add(lease.address());
    }

    /** The lease is on disk. */
    public void durable(Lease lease) {
        Entry entry = entries.get(lease.address());
        if (entry != null && !entry.durable && entry.lease.equals(lease)) {
            entries.put(lease.address(), entry.withDurability(true));
        }
    }

    /** No client hears of the lease before the partner has agreed. */
    public void asks(Lease lease) {
        Entry entry = entries.get(lease.address());
        if (entry != null && entry.lease.equals(lease)) {
            entries.put(lease.address(), entry.asking());
        }
    }

    /** What the partner does not know of an address, null if it knows everything. */
    public @Nullable Entry find(Ipv6Address address) {
        return entries.get(address);
    }

    /** The partner's own word about an address is stored here now. */
    public void settled(Ipv6Address address) {
        entries.remove(address);
        unproven.remove(address);
        asked.remove(address);
    }

    /**
     * Takes leases to be sent with update {@code number}: {@code urgent} ones, then those that have
     * waited longest, but none of {@code without}. From here on the partner may know them, whether
     * it says so or not.
     */
    public List<Sent> take(
            int limit, long number, Collection<Ipv6Address> urgent, Set<Ipv6Address> without) {
        Map<Ipv6Address, Sent> batch = new LinkedHashMap<>();
        for (Ipv6Address address : urgent) {
            Entry entry = entries.get(address);
            if (batch.size() < limit
                    && entry != null
                    && entry.durable
                    && !without.contains(address)) {
                batch.put(address, new Sent(entry, number));
                entries.put(address, maybeKnown(entry));
            }
        }
        for (Map.Entry<Ipv6Address, Entry> each : entries.entrySet()) {
            Entry entry = each.getValue();
            if (batch.size() >= limit) {
                break;
            }
            if (entry.durable
                    && !batch.containsKey(each.getKey())
                    && !without.contains(each.getKey())) {
                batch.put(each.getKey(), new Sent(entry, number));
                each.setValue(maybeKnown(entry));
            }
        }
        return List.copyOf(batch.values());
    }

    private static Entry maybeKnown(Entry entry) {
        return entry.isKnownToHolder() ? entry : entry.withBase(null, false, entry.waitsSince);
    }

    /**
     * The partner has taken what was sent.
     *
     * @param nanos monotonic time
     */
    public void acknowledged(Sent sent, long nanos) {
        Ipv6Address address = sent.address();
        recent.remove(address);
        recent.put(address, sent.number);
        unproven.remove(address);
        Entry entry = entries.remove(address);
        if (entry == null || entry.version == sent.entry.version) {
            asked.remove(address);
        }
        if (entry != null && entry.version != sent.entry.version) {
            entries.put(address, entry.withBase(sent.lease(), true, nanos));
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
        return entries.containsKey(address) || (number != null && number > seen);
    }

    /** Forgets everything. */
    public void clear() {
        entries.clear();
        recent.clear();
        unproven.clear();
        asked.clear();
    }

    /** True if there is something of which nobody knows what the partner knows. */
    public boolean hasUnproven() {
        return !unproven.isEmpty();
    }

    /** How many addresses. */
    public int size() {
        return entries.size();
    }

    /** True if there is something that has waited since before {@code nanos}, or nobody knows. */
    public boolean hasWaitedSince(long nanos) {
        return !unproven.isEmpty()
                || (!entries.isEmpty()
                        && entries.values().iterator().next().waitsSince - nanos < 0);
    }

    /** Unix time in seconds before which everything was acknowledged, {@code now} if all is. */
    public long acknowledgedBefore(long now) {
        long earliest = now;
        for (Entry entry : entries.values()) {
            earliest = Math.min(earliest, entry.instant);
        }
        return earliest;
    }
}
