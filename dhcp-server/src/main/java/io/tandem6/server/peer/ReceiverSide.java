package io.tandem6.server.peer;

import io.tandem6.lease.Lease;
import io.tandem6.server.continuity.End;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What applying the partner's updates asks of the rest of continuity, and tells it. */
final class ReceiverSide implements BulkApply.Side {
    private final Bond bond;
    private final RoughTimes roughTimes;
    private final Supplier<Courier> courier;

    /**
     * Answers for the whole bond.
     *
     * @param roughTimes hears of leases that are taken while the clocks are not known well
     * @param courier which has it as its counterpart, and is made after it
     */
    ReceiverSide(Bond bond, RoughTimes roughTimes, Supplier<Courier> courier) {
        this.bond = bond;
        this.roughTimes = roughTimes;
        this.courier = courier;
    }

    @Override
    public boolean isTracking() {
        return bond.account().isKept();
    }

    @Override
    public boolean isOwner(Lease lease) {
        return bond.handshake().isOwner(lease);
    }

    @Override
    public boolean yields() {
        return bond.handshake().memory().yields();
    }

    @Override
    public boolean isOverlapped(Lease lease, boolean asked) {
        return bond.rights().isOverlapped(lease, asked, bond.loop().epochSecond());
    }

    @Override
    public boolean mayRun(Lease lease) {
        return bond.rights().mayRun(lease, bond.loop().epochSecond());
    }

    @Override
    public boolean isRecovering() {
        return bond.handshake().memory().behind();
    }

    @Override
    public long incarnation() {
        return bond.numbers().incarnation();
    }

    @Override
    public boolean isMended(Lease stored) {
        return roughTimes.isMendedBy(stored, !bond.handshake().clocks().isRough());
    }

    @Override
    public void taken(Lease lease) {
        if (bond.handshake().clocks().isRough()) {
            roughTimes.taken(lease);
        }
        known(lease);
    }

    @Override
    public void known(Lease lease) {
        bond.account().settled(lease);
        courier.get().settled(lease.address());
    }

    @Override
    public void combined(Lease lease, @Nullable Lease before) {
        bond.account().changed(lease, before, End.WANTED);
    }

    @Override
    public void durable(Lease lease) {
        bond.account().durable(lease);
        courier.get().pump();
    }
}
