package io.tandem6.server.continuity;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import io.tandem6.server.lease.LeaseView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server may promise without asking its partner. Four things decide: who owns the address,
 * what the partner is known to know of it, what overlaps it, and whether the partner answers.
 *
 * <ul>
 *   <li>A lease may be extended for its holder by its owner, and by the other server if that knows
 *       that the owner takes it for assigned to the same holder: the owner gives it to nobody else
 *       before the other one has agreed to its end. Once it has expired, that holds only if nothing
 *       overlaps it that another client may have got since; so it does for what was asked for.
 *   <li>A new binding needs an address that is this server's and of which the partner knows that
 *       nobody has it any more.
 *   <li>All else needs the partner's acknowledgement first, and until that is there gives no right:
 *       the partner may have another client there.
 * </ul>
 *
 * <p>Without agreement nothing is limited, but for what another client has that contains it or lies
 * in it. Event loop only.
 */
public final class Rights implements LeaseRights {
    /** No reply leaves later than a second after its decision, whose time is in whole seconds. */
    private static final long DELIVERY_SECONDS = 2;

    private final Outstanding outstanding;
    private final LeaseView leases;
    private final Map<PoolKey, Long> usedUp = new HashMap<>();
    private final PerhapsLed perhapsLed = new PerhapsLed();
    private @Nullable Standing standing;
    private long freed;

    private record PoolKey(Ipv6Address first, int length) {}

    /** Nothing is limited yet. */
    public Rights(Outstanding outstanding, LeaseView leases) {
        this.outstanding = outstanding;
        this.leases = leases;
    }

    /** How this server stands from now on; null where there is no agreement. */
    public void stand(@Nullable Standing next) {
        if (next == null || standing == null || !sameLimits(standing, next)) {
            usedUp.clear();
        }
        standing = next;
    }

    private static boolean sameLimits(Standing a, Standing b) {
        return a.ownerships().equals(b.ownerships())
                && a.takenOverAt().equals(b.takenOverAt())
                && a.recovering() == b.recovering()
                && a.partnerRecovering() == b.partnerRecovering()
                && a.handedOver() == b.handedOver()
                && a.pooledOnly() == b.pooledOnly();
    }

    /** Something may have become free. */
    public void freed() {
        freed++;
    }

    /** See {@link PerhapsLed#acknowledged}. */
    public void forgetfulAcknowledged(SentLease sent, long untoldSince, long now) {
        Standing at = standing;
        if (at != null) {
            perhapsLed.acknowledged(sent, untoldSince, at, now);
        }
    }

    @Override
    public boolean mayDeny(long now) {
        Standing at = standing;
        return at == null || !(at.recovering() || isYielding(at, now));
    }

    @Override
    public boolean areLimited() {
        return standing != null;
    }

    @Override
    public boolean mayAsk() {
        Standing at = standing;
        return at == null || (at.inTouch() && !at.recovering());
    }

    @Override
    public boolean isUsedUp(Ipv6Address first, int length) {
        Long at = usedUp.get(new PoolKey(first, length));
        return at != null && at == freed;
    }

    @Override
    public void usedUp(Ipv6Address first, int length) {
        if (standing != null && standing.takenOverAt().isEmpty()) {
            usedUp.put(new PoolKey(first, length), freed);
        }
    }

    @Override
    public Right extend(Lease lease, boolean claimed, long now) {
        Standing at = standing;
        if (at == null) {
            return lease.isInUse(now)
                    ? Right.FULL
                    : alone(lease.address(), lease.prefixLength(), now);
        }
        OutstandingLease entry = outstanding.find(lease.address());
        boolean partnerAgrees =
                entry == null || Holder.isSame(entry.known() ? entry.base() : null, lease);
        if (isYielding(at, now) && !(claimed && at.takenOverAt().isPresent())) {
            return at.inTouch() ? Right.ACKNOWLEDGED : Right.NONE;
        }
        if (at.recovering()) {
            return entry == null ? Right.FULL : Right.NONE;
        }
        if (outstanding.isAsked(lease.address()) && !isPartnerOver(at, now)) {
            return at.inTouch() ? Right.ACKNOWLEDGED : Right.NONE;
        }
        List<Lease> overlapping =
                lease.isInUse(now) && !outstanding.isAsked(lease.address())
                        ? List.of()
                        : Overlaps.of(lease.address(), lease.prefixLength(), leases);
        if (overlapping.stream().anyMatch(other -> other.isInUse(now))) {
            return Right.NONE;
        }
        if (overlapping.stream().allMatch(other -> isEndAgreed(at, other, now))
                && (partnerAgrees
                        || owns(at, lease.address(), lease.prefixLength())
                        || isPartnerOver(at, now))) {
            return Right.FULL;
        }
        return at.inTouch() ? Right.ACKNOWLEDGED : Right.NONE;
    }

    @Override
    public Right bind(
            Ipv6Address address, int length, @Nullable Lease lease, BindingKey to, long now) {
        Standing at = standing;
        if (at == null) {
            return alone(address, length, now);
        }
        if (at.recovering() || (at.pooledOnly() && !isPooled(at, address, length))) {
            return Right.NONE;
        }
        List<Lease> overlapping = Overlaps.of(address, length, leases);
        if (overlapping.stream().anyMatch(o -> o.isInUse(now) || mayBeHeld(at, o, now))
                || (lease != null && !isHolder(lease, to) && mayBeHeld(at, lease, now))
                || (lease != null && hidesEnd(at, lease, length, to, now))) {
            return Right.NONE;
        }
        if (isOwn(at, address, length, lease, now)
                && (!outstanding.isAsked(address) || isPartnerOver(at, now))
                && overlapping.stream().allMatch(other -> isEndAgreed(at, other, now))
                && (lease == null
                        || isEndAgreed(at, lease, now)
                        || (isHolder(lease, to) && lease.prefixLength() == length))) {
            return Right.FULL;
        }
        return at.inTouch() ? Right.ACKNOWLEDGED : Right.NONE;
    }

    /**
     * True if a binding would take the place of what is over, of which the partner does not know
     * yet: what else lies in a prefix would seem to be free, and by what the partner said before it
     * heard of the end its client would come back.
     */
    private boolean hidesEnd(Standing at, Lease lease, int length, BindingKey to, long now) {
        boolean hides = lease.prefixLength() != length || (lease.isOver() && !isHolder(lease, to));
        return hides && !isEndAgreed(at, lease, now);
    }

    private Right alone(Ipv6Address address, int length, long now) {
        return Overlaps.of(address, length, leases).stream().anyMatch(other -> other.isInUse(now))
                ? Right.NONE
                : Right.FULL;
    }

    /**
     * True if another client holds what contains, or is contained in, an address or prefix. What
     * the partner has not agreed to is nobody's, and takes nothing from a client that has its
     * lease. What is only asked for waits until what overlaps it is certain to be over.
     *
     * @param asked no client has the lease yet
     */
    public boolean isOverlapped(Lease lease, boolean asked, long now) {
        return standing != null
                && Overlaps.ofOthers(lease, leases)
                        .anyMatch(
                                other ->
                                        asked
                                                ? other.isInUse(now) || mayRun(other, now)
                                                : other.isInUse(now) && isPromised(other));
    }

    private boolean isPromised(Lease lease) {
        return !outstanding.isAsked(lease.address());
    }

    /** True if no client gets by these changes what overlaps another client's. */
    public boolean areApart(List<LeaseChange> changes, long now) {
        return changes.stream()
                .filter(LeaseChange.Put.class::isInstance)
                .map(LeaseChange::lease)
                .filter(lease -> lease.isInUse(now))
                .filter(lease -> !Holder.isStillSame(leases.find(lease.address()), lease, now))
                .noneMatch(lease -> isOverlapped(lease, true, now));
    }

    /**
     * The partner took this server for one that is off, and may have given to others whatever has
     * ended since then. So nothing may be promised here without it, before what it promised is
     * over, but to a client that says that it still has what it asks for, of a partner that is off.
     */
    private static boolean isYielding(Standing at, long now) {
        return at.handedOver() && !isPartnerOver(at, now);
    }

    private static boolean isHolder(Lease lease, BindingKey to) {
        return lease.state() != LeaseState.DECLINED && lease.bindingKey().equals(to);
    }

    private static boolean isPooled(Standing at, Ipv6Address address, int length) {
        return at.ownerships().stream().allMatch(o -> o.isPooled(address, length));
    }

    /** True if it is this server's, from the beginning or since the partner is off. */
    private static boolean isOwn(
            Standing at, Ipv6Address address, int length, @Nullable Lease lease, long now) {
        return owns(at, address, length)
                || (at.takenOverAt().isPresent() && now > freeAfter(at, lease));
    }

    /** True if this server owns it by all agreements. */
    static boolean owns(Standing at, Ipv6Address address, int length) {
        return !at.handedOver()
                && at.ownerships().stream()
                        .allMatch(
                                o -> o.owner(address, length).filter(at.own()::equals).isPresent());
    }

    /** True if the partner is off, and whatever it has promised alone is over. */
    public boolean isPartnerOver(long now) {
        Standing at = standing;
        return at != null && isPartnerOver(at, now);
    }

    /** True if whatever a partner that is off has promised alone is over. */
    private static boolean isPartnerOver(Standing at, long now) {
        return at.takenOverAt().isPresent() && now > freeAfter(at, null);
    }

    /** When a partner that is off can have no client left at an address. */
    private static long freeAfter(Standing at, @Nullable Lease lease) {
        long off = at.takenOverAt().orElseThrow();
        return at.mcltSeconds()
                + at.jumpedSeconds()
                + (lease != null && lease.state() == LeaseState.ASSIGNED
                        ? Math.max(off, lease.expire())
                        : off);
    }

    /** The lease is over, and the partner knows it or is certain to have no client there. */
    private boolean isEndAgreed(Standing at, Lease lease, long now) {
        OutstandingLease entry = outstanding.find(lease.address());
        if (lease.isOver() && entry == null) {
            return !perhapsLed.has(lease.address(), at, now);
        }
        if (at.takenOverAt().isEmpty()) {
            return false;
        }
        Lease partners = entry == null ? lease : entry.known() ? entry.base() : lease;
        return now > freeAfter(at, partners) && !mayRun(at, lease, now);
    }

    /** True if the client of a lease may have it still, though its time is over here. */
    public boolean mayRun(Lease lease, long now) {
        Standing at = standing;
        return at != null && mayRun(at, lease, now);
    }

    /**
     * True if a client may still have what is over here, and the partner cannot tell: it may have
     * led the client further, and has forgotten that.
     */
    private boolean mayBeHeld(Standing at, Lease lease, long now) {
        return mayRun(at, lease, now) || (at.partnerRecovering() && !isEndAgreed(at, lease, now));
    }

    /**
     * True if a client may still have what is over here: it counts from when it hears, or the clock
     * has jumped ahead, or it was led further by a server that has forgotten that.
     */
    private boolean mayRun(Standing at, Lease lease, long now) {
        if (lease.isOver()) {
            return perhapsLed.has(lease.address(), at, now);
        }
        long led =
                lease.clientLastTransmission() <= at.forgottenAt()
                        ? at.mcltSeconds()
                        : DELIVERY_SECONDS;
        return lease.state() == LeaseState.ASSIGNED
                && now <= lease.expire() + led + at.jumpedSeconds();
    }

    /** True if an expired lease is this server's to end, and the partner can be told. */
    public boolean mayEnd(Lease lease, long now) {
        Standing at = standing;
        return at == null
                || (at.inTouch()
                        ? at.partnerTold()
                                && !at.partnerRecovering()
                                && owns(at, lease.address(), lease.prefixLength())
                                && !mayRun(at, lease, now)
                                && outstanding.find(lease.address()) == null
                        : at.takenOverAt().isPresent() && now > freeAfter(at, lease));
    }

    /** True if the partner knows of the lease's end, so that it may be forgotten. */
    public boolean mayForget(Lease lease, long now) {
        Standing at = standing;
        return at == null
                || (outstanding.find(lease.address()) == null
                        && !perhapsLed.has(lease.address(), at, now));
    }

    /**
     * Seconds for which a client may hold what the partner has not acknowledged (RFC 8156 section
     * 4.3); {@link Long#MAX_VALUE} if it has.
     *
     * @param now Unix time in seconds
     */
    public long leadTime(Ipv6Address address, long now) {
        Standing at = standing;
        OutstandingLease entry = outstanding.find(address);
        if (at == null || entry == null) {
            return Long.MAX_VALUE;
        }
        Lease base = entry.known() ? entry.base() : null;
        return at.mcltSeconds()
                + (base != null && Holder.isSame(base, entry.lease())
                        ? Math.max(0, base.expire() - now)
                        : 0);
    }
}
