package io.tandem6.server.continuity;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
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

    private final Map<Ipv6Address, Entry> entries = new LinkedHashMap<>();
    private final Map<Ipv6Address, Long> recent = new LinkedHashMap<>();
    private final Set<Ipv6Address> unproven = new HashSet<>();
    private final Set<Ipv6Address> asked = new HashSet<>();
    private @Nullable Sweep sweep;
    private long versions;

    /**
     * An address whose lease the partner does not know.
     *
     * @param lease as it is here now
     * @param base as the partner knows it, null for not at all
     * @param known what the partner knows is known: else it may be anything
     * @param givenBack the lease that the partner had for certain when its client gave it back
     *     here, or an operator deleted it, null otherwise
     * @param age seconds since the client's last transmission, at {@code since}
     * @param since when the lease became what it is, monotonic nanoseconds
     * @param waitsSince when the partner first missed something, monotonic nanoseconds
     * @param instant the same as Unix time in seconds, or that of the lease if it is older
     * @param durable the lease is on disk
     * @param asks no client hears of it before the partner has agreed
     * @param recent it became what it is since the server started
     * @param end how it came to its end, if it did
     * @param version tells this lease of the address from others
     */
    public record Entry(
            Lease lease,
            @Nullable Lease base,
            boolean known,
            @Nullable Lease givenBack,
            long age,
            long since,
            long waitsSince,
            long instant,
            boolean durable,
            boolean asks,
            boolean recent,
            End end,
            long version) {
        private Entry withLease(Lease moved) {
            return with(moved, base, known, waitsSince, durable);
        }

        private Entry withDurability(boolean yes) {
            return with(lease, base, known, waitsSince, yes);
        }

        private Entry withBase(@Nullable Lease partners, boolean certain, long waiting) {
            return with(lease, partners, certain, waiting, durable);
        }

        private Entry with(
                Lease newLease,
                @Nullable Lease newBase,
                boolean newKnown,
                long newWaitsSince,
                boolean newDurable) {
            return new Entry(
                    newLease,
                    newBase,
                    newKnown,
                    givenBack,
                    age,
                    since,
                    newWaitsSince,
                    instant,
                    newDurable,
                    asks,
                    recent,
                    end,
                    version);
        }

        /**
         * True if {@code told} is what the partner had before the lease came to its end here, by
         * its client's wish: no news, and no other lease of the same client.
         */
        public boolean hasEndedSince(Lease told) {
            return givenBack != null
                    && isHeldBy(told, givenBack)
                    && Merge.isAboutAsOld(told, givenBack)
                    && !Merge.isAboutAsOld(told, lease);
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

    /** True if both are assigned to the same client. */
    public static boolean isHeldBy(@Nullable Lease lease, Lease by) {
        return lease != null
                && lease.state() == LeaseState.ASSIGNED
                && by.state() == LeaseState.ASSIGNED
                && lease.prefixLength() == by.prefixLength()
                && lease.bindingKey().equals(by.bindingKey());
    }

    /** True if both are assigned to the same client, which has the first one still. */
    static boolean isHeld(@Nullable Lease lease, Lease by, long now) {
        return lease != null && lease.isInUse(now) && isHeldBy(lease, by);
    }

    /**
     * A lease has changed here. What an operator has forced the partner has to take, whatever has
     * become of it since.
     *
     * @param before as it was, null if there was none
     * @param nanos monotonic time
     * @param now Unix time in seconds
     */
    public void changed(Lease lease, @Nullable Lease before, End end, long nanos, long now) {
        Entry former = note(lease.address());
        long age = now - lease.clientLastTransmission();
        entries.put(
                lease.address(),
                new Entry(
                        lease,
                        former == null ? before : former.base,
                        former == null || former.known,
                        givenBack(lease, former, before, end, now),
                        age,
                        nanos,
                        former == null ? nanos : former.waitsSince,
                        Math.min(
                                former == null ? now : former.instant,
                                Math.min(now, lease.clientLastTransmission())),
                        false,
                        asked.contains(lease.address()),
                        true,
                        former != null && former.end == End.FORCED ? End.FORCED : end,
                        ++versions));
    }

    private static @Nullable Lease givenBack(
            Lease lease, @Nullable Entry former, @Nullable Lease before, End end, long now) {
        if (end != End.WANTED || lease.isInUse(now)) {
            return null;
        }
        if (former == null) {
            return before;
        }
        return former.known ? former.base : former.givenBack;
    }

    /** The lease of an address is the same by another clock. */
    public void moved(Lease lease) {
        entries.computeIfPresent(lease.address(), (address, entry) -> entry.withLease(lease));
    }

    /**
     * A change that was never on disk, so that the partner was not told of it, is taken back.
     *
     * @param former what the partner did not know before, null if it knew everything
     */
    public void undone(Ipv6Address address, @Nullable Entry former) {
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
        Entry entry = find(lease.address());
        boolean known =
                entry == null
                        ? isHeldBy(stored, lease)
                        : entry.known && isHeldBy(entry.base, lease);
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
        for (Entry entry : List.copyOf(entries.values())) {
            if (unknown.test(entry.lease)) {
                note(
                        unknown(
                                entry.lease,
                                held.test(entry.lease) && entry.isKnownToHolder(),
                                entry.age,
                                entry.since,
                                entry.waitsSince,
                                entry.durable,
                                entry.recent));
            }
        }
        sweep = new Sweep(leases, unknown, held, nanos, now);
    }

    private Entry note(Entry entry) {
        entries.put(entry.lease.address(), entry);
        unproven.add(entry.lease.address());
        return entry;
    }

    private Entry unknown(
            Lease lease,
            boolean held,
            long age,
            long since,
            long waitsSince,
            boolean durable,
            boolean recent) {
        boolean agreed = held && lease.state() == LeaseState.ASSIGNED;
        return new Entry(
                lease,
                agreed
                        ? lease.heardAt(lease.clientLastTransmission() - lease.validLifetime())
                        : null,
                agreed,
                null,
                age,
                since,
                waitsSince,
                0,
                durable,
                isStillAsked(lease),
                recent,
                lease.state() == LeaseState.ASSIGNED ? End.WANTED : End.WITHDRAWN,
                ++versions);
    }

    /** What is over asks for nothing. */
    private boolean isStillAsked(Lease lease) {
        return lease.state() == LeaseState.ASSIGNED && asked.contains(lease.address());
    }

    private Entry unknown(Lease lease, Sweep by) {
        return unknown(
                lease,
                by.isHeld(lease),
                by.now() - lease.clientLastTransmission(),
                by.nanos(),
                by.nanos(),
                true,
                false);
    }

    /** The account of an address, noted from now on if it was not yet. */
    private @Nullable Entry note(Ipv6Address address) {
        Entry entry = entries.get(address);
        Sweep ahead = sweep;
        Lease lease = entry != null || ahead == null ? null : ahead.find(address);
        if (lease == null) {
            return entry;
        }
        return note(unknown(lease, Objects.requireNonNull(ahead)));
    }

    /** Notes leases one by one until there are {@code wanted} of them, or enough were looked at. */
    private void noteSome(int wanted) {
        int looked = 0;
        while (sweep != null && entries.size() < wanted && looked < LOOKED_AT_MAX) {
            Sweep by = sweep;
            int page = Math.clamp(wanted - entries.size(), 1, PAGE_MAX);
            for (Lease lease : by.next(page)) {
                if (!entries.containsKey(lease.address())) {
                    note(unknown(lease, by));
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
        Entry entry = entries.get(lease.address());
        if (entry != null && !entry.durable && entry.lease.equals(lease)) {
            entries.put(lease.address(), entry.withDurability(true));
        }
    }

    /** What the partner does not know of an address, null if it knows everything. */
    public @Nullable Entry find(Ipv6Address address) {
        Entry entry = entries.get(address);
        Sweep ahead = sweep;
        if (entry != null || ahead == null) {
            return entry;
        }
        Lease lease = ahead.find(address);
        return lease == null ? null : unknown(lease, ahead);
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
    public List<Sent> take(
            int limit, long number, Collection<Ipv6Address> urgent, Set<Ipv6Address> without) {
        Map<Ipv6Address, Sent> batch = new LinkedHashMap<>();
        for (Ipv6Address address : urgent) {
            Entry entry = note(address);
            if (batch.size() < limit
                    && entry != null
                    && entry.durable
                    && !without.contains(address)) {
                batch.put(address, new Sent(entry, number));
                entries.put(address, maybeKnown(entry));
            }
        }
        noteSome(limit + without.size());
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
        Entry entry = note(address);
        entries.remove(address);
        unproven.remove(address);
        if (entry == null
                || entry.version == sent.entry.version
                || isHeldBy(sent.lease(), entry.lease)) {
            asked.remove(address);
        }
        if (entry != null && entry.version != sent.entry.version) {
            entries.put(address, entry.withBase(sent.lease(), true, nanos));
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
        Entry entry = entries.get(address);
        return entry != null && entry.recent;
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
                        && entries.values().iterator().next().waitsSince - nanos < 0);
    }

    /** Unix time in seconds before which everything was acknowledged, {@code now} if all is. */
    public long acknowledgedBefore(long now) {
        long earliest = sweep == null ? now : 0;
        for (Entry entry : entries.values()) {
            earliest = Math.min(earliest, entry.instant);
        }
        return earliest;
    }
}
