package io.tandem6.server.peer;

import io.tandem6.lease.Lease;
import io.tandem6.server.continuity.End;
import io.tandem6.server.continuity.Rights;
import io.tandem6.server.loop.EventLoop;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the receiver of the partner's updates asks of the rest of continuity, and tells it. */
final class ReceiverSide implements UpdateReceiver.Side {
    private final EventLoop loop;
    private final UpdateNumbers numbers;
    private final Account account;
    private final Handshake handshake;
    private final Rights rights;
    private final RoughTimes roughTimes;
    private final Supplier<Courier> courier;

    /**
     * Serves a receiver.
     *
     * @param roughTimes hears of leases that are taken while the clocks are not known well
     * @param courier which has it as its counterpart, and is made after it
     */
    ReceiverSide(
            EventLoop loop,
            UpdateNumbers numbers,
            Account account,
            Handshake handshake,
            Rights rights,
            RoughTimes roughTimes,
            Supplier<Courier> courier) {
        this.loop = loop;
        this.numbers = numbers;
        this.account = account;
        this.handshake = handshake;
        this.rights = rights;
        this.roughTimes = roughTimes;
        this.courier = courier;
    }

    @Override
    public boolean isTracking() {
        return account.isKept();
    }

    @Override
    public boolean isTrusted(long incarnation) {
        return handshake.isGreeted(incarnation) && handshake.memory().partnerBehind() == 0;
    }

    @Override
    public boolean isOwner(Lease lease) {
        return handshake.isOwner(lease);
    }

    @Override
    public boolean yields() {
        return handshake.memory().yields();
    }

    @Override
    public boolean isOverlapped(Lease lease, boolean asked) {
        return rights.isOverlapped(lease, asked, loop.epochSecond());
    }

    @Override
    public boolean mayRun(Lease lease) {
        return rights.mayRun(lease, loop.epochSecond());
    }

    @Override
    public boolean isRecovering() {
        return handshake.memory().behind();
    }

    @Override
    public OptionalLong millisSince(long partnersMillis) {
        return handshake.clocks().millisSince(partnersMillis);
    }

    @Override
    public long incarnation() {
        return numbers.incarnation();
    }

    @Override
    public void taken(Lease lease) {
        if (handshake.clocks().isRough()) {
            roughTimes.taken();
        }
        account.settled(lease);
        courier.get().settled(lease.address());
    }

    @Override
    public void combined(Lease lease, @Nullable Lease before) {
        account.changed(lease, before, End.WANTED);
    }

    @Override
    public void durable(Lease lease) {
        account.durable(lease);
        courier.get().pump();
    }
}
