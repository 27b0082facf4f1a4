package io.tandem6.server.peer;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.continuity.End;
import io.tandem6.server.continuity.OutstandingLease;
import io.tandem6.server.continuity.SentLease;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What becomes of a lease that the partner has refused: its own one has won, and is stored here.
 * The rules are in {@link Refusal}.
 */
final class Adoption {
    private final Bond bond;
    private final ToldLeaseReader reader;
    private final BulkApply.Side side;
    private final OwedChanges owed;

    /**
     * Adopts nothing yet.
     *
     * @param reader reads the partner's leases
     * @param side hears of what is stored, as if the partner had sent it
     */
    Adoption(Bond bond, ToldLeaseReader reader, BulkApply.Side side) {
        this.bond = bond;
        this.reader = reader;
        this.side = side;
        this.owed = new OwedChanges(bond.loop(), bond.with().writer());
    }

    /** The partner has refused a lease; false if nothing is done about that. */
    boolean refused(SentLease sent, JsonNode failure) {
        Optional<OutstandingLease> entry = bond.account().find(sent.address());
        if (entry.filter(e -> e.version() == sent.entry().version()).isEmpty()) {
            return true;
        }
        boolean counts =
                bond.handshake().memory().partnerBehind() == 0
                        || failure.path(BulkAnswer.RECENT).asBoolean(false);
        Optional<Refusal.Adopted> adopted =
                Refusal.adopt(
                                sent,
                                failure,
                                node -> reader.decode(node, bond.loop().epochSecond()),
                                new Refusal.Circumstances(
                                        bond.with().leases().find(sent.address()),
                                        side.yields(),
                                        bond.handshake().clocks().isRough(),
                                        bond.loop().epochSecond()))
                        .filter(a -> counts || a.takesNothing(sent.lease()));
        if (adopted.filter(a -> a.isSameHolder(sent.lease())).isEmpty()) {
            bond.log().log(
                    HaMessage.TANDEM6_LEASE_REFUSED,
                    sent.address(),
                    bond.partner(),
                    failure.path("error-message").asString(""));
        }
        adopted.ifPresent(this::adopt);
        return adopted.isPresent();
    }

    /** Whoever waits must see what is stored from now on. */
    private void adopt(Refusal.Adopted adopted) {
        Lease lease = adopted.lease();
        if (!adopted.isPartners()) {
            bond.account()
                    .changed(lease, bond.with().leases().find(lease.address()), End.WITHDRAWN);
        }
        bond.with()
                .writer()
                .commit(
                        List.of(new LeaseChange.Put(lease)),
                        outcome -> {
                            if (!adopted.isPartners()) {
                                owed.follow(outcome, () -> side.durable(lease));
                            }
                        });
        if (adopted.isPartners()) {
            side.taken(lease);
        }
    }
}
