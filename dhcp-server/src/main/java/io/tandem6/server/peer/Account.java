package io.tandem6.server.peer;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.continuity.End;
import io.tandem6.server.continuity.Outstanding;
import io.tandem6.server.continuity.OutstandingLease;
import io.tandem6.server.continuity.Right;
import io.tandem6.server.continuity.Rights;
import io.tandem6.server.continuity.SentLease;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, while there is continuity or about to be some, what the partner does not know of this
 * server's leases. The account itself is {@link Outstanding}; here is how it goes with the time,
 * with the leases on disk, and with what is remembered of the partner. Event loop only.
 */
final class Account {
    /** Leases that are so much older than what was surely acknowledged were acknowledged. */
    private static final long CLOCK_MARGIN_SECONDS = 5;

    /** What has been missing for less time is on its way. */
    private static final Duration LATEST = Duration.ofSeconds(2);

    private final EventLoop loop;
    private final LeaseView leases;
    private final Outstanding outstanding;
    private final Rights rights;
    private final Handshake handshake;
    private final Resync resync = new Resync();
    private boolean kept;
    private boolean stored;
    private boolean stopped;
    private boolean changedSinceBeat;

    Account(
            EventLoop loop,
            LeaseView leases,
            Outstanding outstanding,
            Rights rights,
            Handshake handshake) {
        this.loop = loop;
        this.leases = leases;
        this.outstanding = outstanding;
        this.rights = rights;
        this.handshake = handshake;
    }

    /** True if an account is kept. */
    boolean isKept() {
        return kept;
    }

    /**
     * Begins to keep it.
     *
     * @param unknown of which leases it is not known whether the partner has them
     * @param agreed it has the same holders all the same, but for what was being asked
     */
    void begin(Predicate<Lease> unknown, boolean agreed) {
        kept = true;
        partnerIsBack();
        Set<Ipv6Address> asked = handshake.memory().asked();
        asked.forEach(outstanding::willAsk);
        outstanding.unknown(
                leases,
                unknown,
                lease -> agreed && !asked.contains(lease.address()),
                loop.nanoTimeWithSuspend(),
                loop.epochSecond());
    }

    /** The partner surely has what is older, Unix time in seconds. */
    long untoldSince() {
        return handshake.memory().acknowledgedBefore() - CLOCK_MARGIN_SECONDS;
    }

    /** Of no lease it is known whether the partner knows until when it lasts. */
    void beginAgain() {
        begin(lease -> true, !outstanding.hasUnproven());
    }

    /** Keeps none any more. */
    void end() {
        kept = false;
        outstanding.clear();
    }

    /** The leases that were here at the beginning are on disk. */
    void stored() {
        stored = true;
    }

    /** True if the partner can be told of them. */
    boolean isStored() {
        return stored;
    }

    /** Another one is kept from now on; what waits for the disk here does so in vain. */
    void stop() {
        stopped = true;
    }

    /** The partner can be told what it misses, which takes as long as it takes. */
    void partnerIsBack() {
        resync.begin(loop.nanoTime());
    }

    /** How much that was, once when the partner knows it. */
    Optional<Resync.Told> resynchronized() {
        return resync.end(loop.nanoTime());
    }

    /** To be called often: notes on disk that something has changed, if it has. */
    void beat() {
        if (kept && changedSinceBeat) {
            changedSinceBeat = false;
            handshake.beat();
        }
    }

    /** A lease is another one, in the table and soon on disk. */
    void changed(Lease lease, @Nullable Lease before, End end) {
        changedSinceBeat = true;
        if (rights.isPartnerOver(loop.epochSecond())) {
            outstanding.needNotAsk(lease.address());
        }
        outstanding.changed(lease, before, end, loop.nanoTimeWithSuspend(), loop.epochSecond());
    }

    /** A lease is on disk. */
    void durable(Lease lease) {
        outstanding.durable(lease);
    }

    /** A change that was never on disk is taken back. */
    void undone(Ipv6Address address, @Nullable OutstandingLease former) {
        outstanding.undone(address, former);
    }

    /** What the partner does not know of an address, if there is something. */
    Optional<OutstandingLease> find(Ipv6Address address) {
        return Optional.ofNullable(outstanding.find(address));
    }

    /**
     * The partner's lease is stored here. It can tell later on whether this disk still is the one
     * that has it.
     */
    void settled(Lease lease) {
        changedSinceBeat = true;
        outstanding.settled(lease.address());
        free(lease);
    }

    /** The partner has taken what it was sent. */
    void acknowledged(SentLease sent) {
        changedSinceBeat = true;
        if (handshake.memory().partnerBehind() != 0) {
            rights.forgetfulAcknowledged(sent, untoldSince(), loop.epochSecond());
        }
        resync.told();
        outstanding.acknowledged(sent, loop.nanoTimeWithSuspend());
        free(sent.lease());
    }

    private void free(Lease lease) {
        if (!lease.isInUse(loop.epochSecond())) {
            rights.freed();
        }
    }

    /**
     * Notes that changes are made only if the partner agrees: a server that starts again must not
     * take them for agreed. {@code next} runs when that is on disk, and hears whether they may
     * still be made: nothing has been given away meanwhile that overlaps them.
     */
    void prepare(List<LeaseChange> changes, Consumer<Boolean> next) {
        if (!kept) {
            next.accept(true);
            return;
        }
        changes.stream()
                .map(LeaseChange::lease)
                .filter(lease -> !isOwnToGive(lease))
                .forEach(lease -> outstanding.willAsk(lease, leases.find(lease.address())));
        handshake.beat(() -> next.accept(!stopped && rights.areApart(changes, loop.epochSecond())));
    }

    /** What this server may give alone is no question, even if the same client asks for more. */
    private boolean isOwnToGive(Lease lease) {
        return rights.bind(
                        lease.address(),
                        lease.prefixLength(),
                        leases.find(lease.address()),
                        lease.bindingKey(),
                        loop.epochSecond())
                == Right.FULL;
    }

    /**
     * True if the partner knows everything but the latest, and all from before it was found again.
     *
     * @param upSinceNanos when it was
     */
    boolean isDrained(long upSinceNanos) {
        return kept
                && !outstanding.hasWaitedSince(
                        Math.max(upSinceNanos, loop.nanoTimeWithSuspend() - LATEST.toNanos()));
    }

    /** True if an expired lease may be ended here. */
    boolean mayEnd(Lease lease) {
        return !kept || rights.mayEnd(lease, loop.epochSecond());
    }

    /** True if the partner knows that a lease is over. */
    boolean mayForget(Lease lease) {
        return !kept || rights.mayForget(lease, loop.epochSecond());
    }
}
