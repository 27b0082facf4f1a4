package io.tandem6.server.continuity;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.lease.LeaseView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is against a change that an operator wants, where two servers have an agreement. A lease
 * that is in use is nobody else's, and while the servers do not see each other nothing in use ends
 * and nothing of the partner's begins.
 */
public final class OperatorRules {
    private OperatorRules() {}

    /**
     * The first objection to one of the changes.
     *
     * @param inTouch the partner answers
     * @param now Unix time in seconds
     */
    public static Optional<String> objection(
            List<LeaseChange> changes,
            LeaseRights rights,
            LeaseView leases,
            boolean inTouch,
            long now) {
        if (!rights.areLimited()) {
            return Optional.empty();
        }
        return changes.stream()
                .flatMap(change -> toOne(change, rights, leases, inTouch, now).stream())
                .findFirst();
    }

    /** The ends of the leases that would overlap those of other clients. */
    public static List<LeaseChange> displaced(
            List<LeaseChange> changes, LeaseView leases, long now) {
        return changes.stream()
                .filter(LeaseChange.Put.class::isInstance)
                .map(LeaseChange::lease)
                .filter(lease -> lease.isInUse(now))
                .flatMap(lease -> Overlaps.ofOthers(lease, leases))
                .filter(other -> other.isInUse(now))
                .map(other -> LeaseChange.of(other.ended(now)))
                .distinct()
                .toList();
    }

    private static Optional<String> toOne(
            LeaseChange change, LeaseRights rights, LeaseView leases, boolean inTouch, long now) {
        Lease stored = leases.find(change.address());
        boolean inUse = stored != null && stored.isInUse(now);
        return switch (change) {
            case LeaseChange.Delete ignored ->
                    inUse && !inTouch
                            ? Optional.of(
                                    change.address()
                                            + " is in use, and the partner, which does not answer,"
                                            + " cannot be told of the end")
                            : Optional.empty();
            case LeaseChange.Put(Lease lease) -> toPut(lease, stored, inUse, rights, now);
        };
    }

    private static Optional<String> toPut(
            Lease lease, @Nullable Lease stored, boolean inUse, LeaseRights rights, long now) {
        if (stored != null && inUse && !stored.bindingKey().equals(lease.bindingKey())) {
            return Optional.of(lease.address() + " is in use by another client");
        }
        Right right =
                stored != null && inUse
                        ? rights.extend(stored, false, now)
                        : rights.bind(
                                lease.address(),
                                lease.prefixLength(),
                                stored,
                                lease.bindingKey(),
                                now);
        return right == Right.NONE
                ? Optional.of(
                        "the partner cannot be asked, and may have given "
                                + lease.address()
                                + " to another client")
                : Optional.empty();
    }
}
