package io.tandem6.server.exchange;

import io.tandem6.lease.LeaseType;
import io.tandem6.message.MessageType;
import io.tandem6.option.StatusCode;
import io.tandem6.server.exchange.Assignment.Purpose;
import java.util.List;

/** What clients are told that are not to have a lease; the texts are Kea's. */
final class Refusal {
    private Refusal() {}

    /** A Rebind for prefixes may be meant for a server that knows the link (RFC 9915 18.3.5). */
    static boolean isUnanswerable(int messageType, List<IaRequest> associations) {
        return messageType == MessageType.REBIND
                && associations.stream().anyMatch(ia -> ia.type() == LeaseType.IA_PD);
    }

    /** For a client on no configured link. */
    static IaReply refuse(Purpose purpose, IaRequest ia) {
        return switch (ia.type()) {
            case IA_NA ->
                    purpose == Purpose.EXTEND
                            ? refuse(
                                    ia,
                                    StatusCode.NO_BINDING,
                                    "Sorry, no known leases for this duid/iaid.")
                            : refuse(
                                    ia,
                                    StatusCode.NO_ADDRS_AVAIL,
                                    "Server could not select subnet for this client");
            case IA_PD ->
                    purpose == Purpose.EXTEND
                            ? refuse(
                                    ia,
                                    StatusCode.NO_BINDING,
                                    "Sorry, no known PD leases for this duid/iaid.")
                            : refuse(ia, StatusCode.NO_PREFIX_AVAIL, "Sorry, no subnet available.");
        };
    }

    /** For an association on a link that has nothing for it. */
    static StatusCode exhausted(Purpose purpose, LeaseType type) {
        boolean extend = purpose == Purpose.EXTEND;
        return switch (type) {
            case IA_NA ->
                    new StatusCode(
                            StatusCode.NO_ADDRS_AVAIL,
                            extend
                                    ? "Sorry, no addresses could be assigned at this time."
                                    : "Sorry, no address could be allocated.");
            case IA_PD ->
                    new StatusCode(
                            StatusCode.NO_PREFIX_AVAIL,
                            extend
                                    ? "Sorry, no prefixes could be assigned at this time."
                                    : "Sorry, no prefixes could be allocated.");
        };
    }

    /** For clients of the class REJECT, whatever their link. */
    static IaReply reject(IaRequest ia) {
        return nothing(ia, "Server rejected this request");
    }

    /** For a client that was made an offer here, and is another server's by now. */
    static IaReply turnAway(IaRequest ia) {
        return nothing(ia, "Another server serves this client now");
    }

    private static IaReply nothing(IaRequest ia, String text) {
        return refuse(
                ia,
                ia.type() == LeaseType.IA_PD
                        ? StatusCode.NO_PREFIX_AVAIL
                        : StatusCode.NO_ADDRS_AVAIL,
                text);
    }

    private static IaReply refuse(IaRequest ia, int code, String text) {
        return IaReply.status(ia.type(), ia.iaid(), code, text);
    }
}
