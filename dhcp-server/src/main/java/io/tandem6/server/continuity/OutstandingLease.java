package io.tandem6.server.continuity;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import org.jspecify.annotations.Nullable;

/**
 * A lease that the partner does not know.
 *
 * @param lease as it is here now
 * @param partners what the partner knows in its place
 * @param times since when that is so
 * @param durable the lease is on disk
 * @param asks no client hears of it before the partner has agreed
 * @param recent it became what it is since the server started
 * @param end how it came to its end, if it did
 * @param version tells this lease of the address from others
 */
public record OutstandingLease(
        Lease lease,
        PartnersView partners,
        Times times,
        boolean durable,
        boolean asks,
        boolean recent,
        End end,
        long version) {
    /**
     * Since when a lease waits for the partner.
     *
     * @param age seconds since the client's last transmission, at {@code since}
     * @param since when the lease became what it is, monotonic nanoseconds
     * @param waitsSince when the partner first missed something, monotonic nanoseconds
     * @param instant the same as Unix time in seconds, or that of the lease if it is older; 0 if
     *     nobody knows
     */
    public record Times(long age, long since, long waitsSince, long instant) {
        private static Times after(Change change, @Nullable Times former) {
            long heard = change.lease().clientLastTransmission();
            long instant = Math.min(change.now(), heard);
            return new Times(
                    change.now() - heard,
                    change.nanos(),
                    former == null ? change.nanos() : former.waitsSince,
                    former == null ? instant : Math.min(former.instant, instant));
        }

        /** Seconds since the client's last transmission, at {@code nanos}. */
        public long ageAt(long nanos) {
            return age + (nanos - since) / 1_000_000_000;
        }

        private Times waitingSince(long nanos) {
            return new Times(age, since, nanos, instant);
        }

        private Times unproven() {
            return new Times(age, since, waitsSince, 0);
        }
    }

    /**
     * A change of a lease.
     *
     * @param lease as it is from now on
     * @param before as it was, null if there was none
     * @param nanos monotonic time
     * @param now Unix time in seconds
     */
    record Change(Lease lease, @Nullable Lease before, End end, long nanos, long now) {
        private boolean givesBack() {
            return end == End.WANTED && !lease.isInUse(now);
        }
    }

    /**
     * What a change makes of an address. What an operator has forced the partner has to take,
     * whatever has become of it since.
     *
     * @param former what the partner did not know before, null if it knew everything
     */
    static OutstandingLease after(
            Change change, @Nullable OutstandingLease former, boolean asks, long version) {
        PartnersView partners = former == null ? PartnersView.of(change.before()) : former.partners;
        return new OutstandingLease(
                change.lease(),
                partners.changed(change.givesBack()),
                Times.after(change, former == null ? null : former.times),
                false,
                asks,
                true,
                former != null && former.end == End.FORCED ? End.FORCED : change.end(),
                version);
    }

    /** One of many leases, on disk, of which it is not known whether the partner knows them. */
    static OutstandingLease unproven(Lease lease, Sweep by, boolean asks, long version) {
        return new OutstandingLease(
                        lease,
                        PartnersView.of(lease),
                        new Times(
                                by.now() - lease.clientLastTransmission(),
                                by.nanos(),
                                by.nanos(),
                                0),
                        true,
                        asks,
                        false,
                        End.WANTED,
                        version)
                .unproven(by.isHeld(lease), asks, version);
    }

    /**
     * It is not known any more whether the partner knows the lease. What its client has given back
     * since the server started stays given back, and what was forced stays so.
     *
     * @param held the partner knows its holder all the same, if it did before
     */
    OutstandingLease unproven(boolean held, boolean nowAsks, long nowVersion) {
        return new OutstandingLease(
                lease,
                held && isKnownToHolder()
                        ? PartnersView.of(
                                lease.heardAt(
                                        lease.clientLastTransmission() - lease.validLifetime()))
                        : partners.uncertain(),
                times.unproven(),
                durable,
                nowAsks,
                recent,
                unprovenEnd(),
                nowVersion);
    }

    private End unprovenEnd() {
        if (end == End.FORCED) {
            return end;
        }
        boolean wanted = lease.state() == LeaseState.ASSIGNED || partners.givenBack() != null;
        return wanted ? End.WANTED : End.WITHDRAWN;
    }

    /** The lease is the same by another clock. */
    OutstandingLease moved(Lease moved) {
        return with(moved, partners, times, durable);
    }

    /** The lease is on disk. */
    OutstandingLease stored() {
        return with(lease, partners, times, true);
    }

    /** The partner has been told, and may know the lease, whether it says so or not. */
    OutstandingLease told() {
        return isKnownToHolder() ? this : with(lease, partners.uncertain(), times, durable);
    }

    /** The partner has acknowledged what the lease was before; it waits since {@code nanos}. */
    OutstandingLease acknowledged(Lease before, long nanos) {
        return with(lease, partners.acknowledged(before), times.waitingSince(nanos), durable);
    }

    private OutstandingLease with(
            Lease newLease, PartnersView newPartners, Times newTimes, boolean newDurable) {
        return new OutstandingLease(
                newLease, newPartners, newTimes, newDurable, asks, recent, end, version);
    }

    /** The lease as the partner knows it, null for not at all. */
    public @Nullable Lease base() {
        return partners.base();
    }

    /** True if it is known what the partner knows. */
    public boolean known() {
        return partners.known();
    }

    /**
     * True if {@code told} is what the partner had before the lease came to its end here, by its
     * client's wish: no news, and no other lease of the same client.
     */
    public boolean hasEndedSince(Lease told) {
        Lease givenBack = partners.givenBack();
        return givenBack != null
                && mayHaveEndedSince(told)
                && Merge.isAboutAsOld(told, givenBack)
                && !Merge.isAboutAsOld(told, lease);
    }

    /** The same if it is not known well when the client of {@code told} was heard. */
    public boolean mayHaveEndedSince(Lease told) {
        return Holder.isSame(partners.givenBack(), told);
    }

    /** True if the partner is certain to take the lease for assigned to this one's holder. */
    boolean isKnownToHolder() {
        return partners.isOfHolder(lease);
    }
}
