package io.tandem6.server.exchange;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.option.StatusCode;
import io.tandem6.server.exchange.IaRequest.Asked;
import java.util.List;
import java.util.Optional;

/**
 * Release and Decline (RFC 9915 sections 18.3.7 and 18.3.8): the client names leases of its own
 * that end. Texts and per-association statuses are Kea's.
 */
final class GivingBack {
    private final Request request;
    private final LeaseDraft draft;
    private final EndedLeases ended;

    GivingBack(Request request, LeaseDraft draft, EndedLeases ended) {
        this.request = request;
        this.draft = draft;
        this.ended = ended;
    }

    /**
     * The answer to one association of a Release. As in Kea only the first address or prefix of an
     * association is released; an association has no more than one lease.
     */
    IaReply release(IaRequest ia) {
        if (ia.asked().isEmpty()) {
            return noBinding(
                    ia,
                    "You did not include %s in your RELEASE"
                            .formatted(ia.type() == LeaseType.IA_PD ? "a prefix" : "an address"));
        }
        Asked asked = ia.asked().getFirst();
        Lease lease = draft.find(asked.address());
        if (lease != null
                && ended.mayEndAgain(lease)
                && lease.bindingKey().equals(ia.binding(request.clientId()))) {
            draft.delete(lease);
            return released(ia);
        }
        if (lease == null || lease.type() != ia.type() || lease.isOver()) {
            return noBinding(ia, "Sorry, no known leases for this duid/iaid, can't release.");
        }
        Optional<String> foreign = foreign(lease, ia, "release");
        if (foreign.isPresent()) {
            return noBinding(ia, foreign.get());
        }
        draft.delete(lease);
        return released(ia);
    }

    private static IaReply released(IaRequest ia) {
        return success(ia, "Lease released. Thank you, please come again.");
    }

    /** The answer to one association of a Decline; several addresses are judged one by one. */
    IaReply decline(IaRequest ia, long probationPeriod) {
        if (ia.asked().isEmpty()) {
            return noBinding(ia, "No addresses sent in IA_NA");
        }
        Optional<String> failure = Optional.empty();
        for (Asked asked : ia.asked()) {
            Lease lease = draft.find(asked.address());
            if (lease == null || lease.type() != ia.type() || lease.isOver()) {
                failure = Optional.of("Server does not know about such an address.");
                continue;
            }
            Optional<String> foreign = foreign(lease, ia, "decline");
            if (foreign.isPresent()) {
                failure = foreign;
            } else {
                draft.put(lease.declined(request.now(), probationPeriod));
            }
        }
        return failure.map(text -> noBinding(ia, text))
                .orElseGet(
                        () ->
                                success(
                                        ia,
                                        "Lease declined. Hopefully the next one will be better."));
    }

    /** The status of the last association that failed, else success. */
    static int summary(List<IaReply> replies) {
        int summary = StatusCode.SUCCESS;
        for (IaReply reply : replies) {
            int status = reply.status().map(StatusCode::status).orElse(StatusCode.SUCCESS);
            summary = status == StatusCode.SUCCESS ? summary : status;
        }
        return summary;
    }

    /** Why the lease is not this association's; quarantined ones are nobody's. */
    private Optional<String> foreign(Lease lease, IaRequest ia, String what) {
        if (lease.state() != LeaseState.ASSIGNED || !lease.duid().equals(request.clientId())) {
            return Optional.of(
                    "This address does not belong to you, you can't %s it".formatted(what));
        }
        return lease.iaid().equals(ia.iaid())
                ? Optional.empty()
                : Optional.of("This is your address, but you used wrong IAID");
    }

    private static IaReply noBinding(IaRequest ia, String text) {
        return IaReply.status(ia.type(), ia.iaid(), StatusCode.NO_BINDING, text);
    }

    private static IaReply success(IaRequest ia, String text) {
        return IaReply.status(ia.type(), ia.iaid(), StatusCode.SUCCESS, text);
    }
}
