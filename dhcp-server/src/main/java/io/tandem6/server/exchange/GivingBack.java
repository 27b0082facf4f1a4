package io.tandem6.server.exchange;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseType;
import io.tandem6.option.StatusCode;
import io.tandem6.server.exchange.IaRequest.Asked;
import io.tandem6.server.lease.LeaseView;
import java.util.ArrayList;
import java.util.List;

/**
 * Release and Decline (RFC 9915 sections 18.3.7 and 18.3.8): the client names leases of its own
 * that end. Texts and per-association statuses are Kea's.
 */
final class GivingBack {
    /**
     * What came of it.
     *
     * @param replies one for each association
     * @param changes leases that end
     */
    record Outcome(List<IaReply> replies, List<LeaseChange> changes) {
        /** The status of the last association that failed, else success. */
        int worstStatus() {
            int worst = StatusCode.SUCCESS;
            for (IaReply reply : replies) {
                int code = reply.status().map(StatusCode::status).orElse(StatusCode.SUCCESS);
                worst = code == StatusCode.SUCCESS ? worst : code;
            }
            return worst;
        }
    }

    private final Request request;
    private final LeaseView leases;
    private final List<LeaseChange> changes = new ArrayList<>();

    private GivingBack(Request request, LeaseView leases) {
        this.request = request;
        this.leases = leases;
    }

    static Outcome release(Request request, LeaseView leases) {
        GivingBack release = new GivingBack(request, leases);
        List<IaReply> replies =
                IaRequest.of(request.message()).stream().map(release::release).toList();
        return new Outcome(replies, release.changes);
    }

    /** Prefixes cannot be declined (RFC 9915 section 18.2.8): their associations are ignored. */
    static Outcome decline(Request request, LeaseView leases, long probationPeriod) {
        GivingBack decline = new GivingBack(request, leases);
        List<IaReply> replies =
                IaRequest.of(request.message()).stream()
                        .filter(ia -> ia.type() == LeaseType.IA_NA)
                        .map(ia -> decline.decline(ia, probationPeriod))
                        .toList();
        return new Outcome(replies, decline.changes);
    }

    private IaReply release(IaRequest ia) {
        String kind = ia.type() == LeaseType.IA_PD ? "a prefix" : "an address";
        if (ia.asked().isEmpty()) {
            return noBinding(ia, "You did not include " + kind + " in your RELEASE");
        }
        StatusCode failure = null;
        for (Asked asked : ia.asked()) {
            Lease lease = leases.find(asked.address());
            if (lease == null || lease.type() != ia.type() || !lease.isInUse(request.now())) {
                failure =
                        new StatusCode(
                                StatusCode.NO_BINDING,
                                "Sorry, no known leases for this duid/iaid, can't release.");
            } else if (!lease.duid().equals(request.clientId())) {
                failure =
                        new StatusCode(
                                StatusCode.NO_BINDING,
                                "This address does not belong to you, you can't release it");
            } else if (!lease.iaid().equals(ia.iaid())) {
                failure =
                        new StatusCode(
                                StatusCode.NO_BINDING,
                                "This is your address, but you used wrong IAID");
            } else {
                changes.add(new LeaseChange.Delete(lease));
            }
        }
        return failure != null
                ? IaReply.status(ia.type(), ia.iaid(), failure.status(), failure.message())
                : IaReply.status(
                        ia.type(),
                        ia.iaid(),
                        StatusCode.SUCCESS,
                        "Lease released. Thank you, please come again.");
    }

    private IaReply decline(IaRequest ia, long probationPeriod) {
        if (ia.asked().isEmpty()) {
            return noBinding(ia, "No addresses sent in IA_NA");
        }
        String failure = null;
        for (Asked asked : ia.asked()) {
            Lease lease = leases.find(asked.address());
            if (lease == null || lease.type() != ia.type()) {
                failure = "Server does not know about such an address.";
            } else if (!lease.duid().equals(request.clientId())) {
                failure = "This address does not belong to you, you can't decline it";
            } else if (!lease.iaid().equals(ia.iaid())) {
                failure = "This is your address, but you used wrong IAID";
            } else {
                changes.add(new LeaseChange.Put(lease.declined(request.now(), probationPeriod)));
            }
        }
        return failure != null
                ? noBinding(ia, failure)
                : IaReply.status(
                        ia.type(),
                        ia.iaid(),
                        StatusCode.SUCCESS,
                        "Lease declined. Hopefully the next one will be better.");
    }

    private static IaReply noBinding(IaRequest ia, String text) {
        return IaReply.status(ia.type(), ia.iaid(), StatusCode.NO_BINDING, text);
    }
}
