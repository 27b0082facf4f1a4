package io.tandem6.server.exchange;

import io.tandem6.config.ClassLifetimes;
import io.tandem6.config.LeasePolicy;
import io.tandem6.config.Lifetimes;
import io.tandem6.config.Lifetimes.Triplet;
import io.tandem6.lease.Lease;
import io.tandem6.server.allocation.LeaseSpace;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.exchange.Assignment.Purpose;
import io.tandem6.server.exchange.IaRequest.Asked;
import io.tandem6.server.sender.Classifier;
import java.util.Optional;
import java.util.function.Function;

/**
 * For how long the sender of a message may use a lease, and what the server keeps of that. Pure:
 * what was promised counts once it is in the {@link LeaseDraft}.
 */
final class Promises {
    private final Request request;
    private final Purpose purpose;
    private final ClientHostname hostname;
    private final Classifier classifier;
    private final LeaseRights rights;

    /** Promises to the sender of {@code request}, whose leases bear {@code hostname}. */
    Promises(
            Request request,
            Purpose purpose,
            ClientHostname hostname,
            Classifier classifier,
            LeaseRights rights) {
        this.request = request;
        this.purpose = purpose;
        this.hostname = hostname;
        this.classifier = classifier;
        this.rights = rights;
    }

    /**
     * What a client is told of a lease.
     *
     * @param lease as the server keeps it, maybe for longer than the client is told
     * @param isNews false if the server has just this lease already
     * @param preferredLifetime seconds from now, 0..4294967295 (infinite)
     * @param validLifetime seconds from now, 0..4294967295 (infinite)
     */
    record Promise(Lease lease, boolean isNews, long preferredLifetime, long validLifetime) {}

    /**
     * What may be promised of a lease that {@code ia} is to have. What the client has already stays
     * as it is if that is young enough and nothing else about it has changed: the client is told
     * what is left of it.
     */
    Promise of(IaRequest ia, PlacedLease placed) {
        Lease described = described(placed);
        return isReusable(placed, described) ? rest(placed.lease()) : whole(ia, placed, described);
    }

    /** Kea's {@code cache-threshold} and {@code cache-max-age}. */
    private boolean isReusable(PlacedLease placed, Lease described) {
        Lease lease = placed.lease();
        return !placed.isNew()
                && purpose != Purpose.OFFER
                && leasing(placed).cache().isFresh(lease, request.now())
                && described.equals(lease);
    }

    private Promise rest(Lease lease) {
        return new Promise(
                lease,
                false,
                left(lease, lease.preferredLifetime()),
                left(lease, lease.validLifetime()));
    }

    private Promise whole(IaRequest ia, PlacedLease placed, Lease described) {
        Asked hint = ia.hintFor(placed.lease());
        Lifetimes lifetimes = placed.place().subnet().lifetimes();
        long valid =
                ofClasses(ClassLifetimes::valid)
                        .orElse(lifetimes.valid())
                        .choose(hint.validLifetime());
        long preferred =
                ofClasses(ClassLifetimes::preferred)
                        .orElse(lifetimes.preferred())
                        .choose(hint.preferredLifetime());
        if (preferred > valid) {
            preferred = valid * 5 / 8; // Kea's rule for a default above the valid lifetime.
        }
        Lease kept = described.renewed(request.now(), kept(placed, valid), preferred);
        return new Promise(kept, true, preferred, valid);
    }

    /** What the first of the client's classes says that says anything. */
    private Optional<Triplet> ofClasses(Function<ClassLifetimes, Optional<Triplet>> lifetime) {
        return request.classes().stream()
                .flatMap(name -> lifetime.apply(classifier.lifetimes(name)).stream())
                .findFirst();
    }

    /**
     * For how long the lease is kept: where two servers may answer a client, never for less than it
     * may have been told before, since it may miss this answer.
     */
    private long kept(PlacedLease placed, long valid) {
        Lease lease = placed.lease();
        return placed.isNew() || !rights.areLimited() || !lease.isInUse(request.now())
                ? valid
                : Math.max(valid, left(lease, lease.validLifetime()));
    }

    private long left(Lease lease, long lifetime) {
        return lifetime == Lease.INFINITE
                ? lifetime
                : Math.max(0, lifetime - (request.now() - lease.clientLastTransmission()));
    }

    /** The lease with what this message tells of its client. */
    private Lease described(PlacedLease placed) {
        Lease lease = placed.lease();
        String context =
                leasing(placed).storeExtendedInfo()
                        ? ExtendedInfo.of(request.arrival(), lease)
                        : lease.userContext();
        long poolId = placed.place().pool().map(LeaseSpace::poolId).orElse(0L);
        return hostname.applyTo(
                lease.withHardwareAddress(request.hardwareAddress().orElse(null))
                        .withContext(context, poolId));
    }

    private static LeasePolicy leasing(PlacedLease placed) {
        return placed.place().subnet().leasing();
    }
}
