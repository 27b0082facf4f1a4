package io.tandem6.server.exchange;

import io.tandem6.config.OptionData;
import io.tandem6.identity.Duid;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.Options;
import io.tandem6.option.RapidCommit;
import io.tandem6.option.ServerIdentifier;
import io.tandem6.option.StatusCode;
import io.tandem6.server.allocation.Allocator;
import io.tandem6.server.exchange.Assignment.Purpose;
import io.tandem6.server.lease.LeaseView;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what every client message is answered with (RFC 9915 section 18.3). Start reading here;
 * each kind of message has a method or, where there is more to say, a class of its own.
 */
public final class Exchanges {
    private final Duid serverId;
    private final List<OptionData> globalOptions;
    private final long declineProbationPeriod;
    private final Allocator allocator;

    /**
     * Creates the decider of one configuration.
     *
     * @param serverId this server's DUID
     * @param globalOptions options for clients on no configured link
     * @param declineProbationPeriod seconds a declined address is kept from use
     * @param allocator picks free addresses
     */
    public Exchanges(
            Duid serverId,
            List<OptionData> globalOptions,
            long declineProbationPeriod,
            Allocator allocator) {
        this.serverId = serverId;
        this.globalOptions = List.copyOf(globalOptions);
        this.declineProbationPeriod = declineProbationPeriod;
        this.allocator = allocator;
    }

    /** The answer to a message that {@link MessageRules} let pass. */
    public Decision decide(Request request, LeaseView leases) {
        if (ClientHostname.of(request.message()).isContradictory()) {
            return new Decision.Silence(DropReason.FQDN_FLAGS_CONTRADICTORY);
        }
        return switch (request.message().type()) {
            case MessageType.SOLICIT -> solicit(request, leases);
            case MessageType.REQUEST ->
                    assign(request, leases, Purpose.GRANT, MessageType.REPLY, false);
            case MessageType.RENEW, MessageType.REBIND ->
                    assign(request, leases, Purpose.EXTEND, MessageType.REPLY, false);
            case MessageType.CONFIRM -> confirm(request);
            case MessageType.RELEASE -> release(request, leases);
            case MessageType.DECLINE -> decline(request, leases);
            case MessageType.INFORMATION_REQUEST -> information(request);
            default -> new Decision.Silence(DropReason.UNKNOWN_MESSAGE_TYPE);
        };
    }

    private Decision solicit(Request request, LeaseView leases) {
        boolean rapidCommit =
                request.message().options().rapidCommit()
                        && request.link().filter(l -> l.selected().rapidCommit()).isPresent();
        return rapidCommit
                ? assign(request, leases, Purpose.GRANT, MessageType.REPLY, true)
                : assign(request, leases, Purpose.OFFER, MessageType.ADVERTISE, false);
    }

    private Decision assign(
            Request request,
            LeaseView leases,
            Purpose purpose,
            int replyType,
            boolean rapidCommit) {
        List<IaRequest> associations = IaRequest.of(request.message());
        LeaseDraft draft = new LeaseDraft(leases, request.now());
        Options.Builder reply = identified(request);
        if (rapidCommit) {
            reply.add(new RapidCommit());
        }
        if (request.link().isPresent()) {
            ClientHostname hostname = ClientHostname.of(request.message());
            Assignment assignment =
                    new Assignment(
                            request, request.link().get(), purpose, allocator, draft, hostname);
            associations.forEach(ia -> reply.add(assignment.assign(ia).toOption()));
        } else {
            List<IaReply> refusals = new ArrayList<>();
            for (IaRequest ia : associations) {
                if (NoLink.isUnanswerable(request.message().type(), ia)) {
                    return new Decision.Silence(DropReason.NOTHING_TO_SAY);
                }
                refusals.add(NoLink.refuse(purpose, ia));
            }
            refusals.forEach(ia -> reply.add(ia.toOption()));
        }
        ClientHostname.of(request.message()).answer().ifPresent(reply::add);
        addConfigured(reply, request);
        return new Decision.Answer(message(request, replyType, reply), draft.changes());
    }

    /**
     * Only the topology counts: the addresses fit the link or not (RFC 9915 section 18.3.3). A
     * client on no configured link gets Kea's answer, which makes it solicit anew.
     */
    private Decision confirm(Request request) {
        List<IaRequest.Asked> addresses =
                IaRequest.of(request.message()).stream()
                        .filter(ia -> ia.type() == LeaseType.IA_NA)
                        .flatMap(ia -> ia.asked().stream())
                        .toList();
        if (addresses.isEmpty()) {
            return new Decision.Silence(DropReason.NOTHING_TO_SAY);
        }
        StatusCode status =
                request.link().isEmpty()
                        ? new StatusCode(StatusCode.NOT_ON_LINK, "No subnet selected")
                        : addresses.stream()
                                .filter(a -> !isOnLink(request, a))
                                .findFirst()
                                .map(
                                        a ->
                                                new StatusCode(
                                                        StatusCode.NOT_ON_LINK,
                                                        "Address %s is not on link."
                                                                .formatted(a.address())))
                                .orElse(
                                        new StatusCode(
                                                StatusCode.SUCCESS, "All addresses are on-link"));
        Options.Builder reply = identified(request).add(status);
        addConfigured(reply, request);
        return new Decision.Answer(message(request, MessageType.REPLY, reply), List.of());
    }

    private static boolean isOnLink(Request request, IaRequest.Asked asked) {
        return request.link().orElseThrow().subnets().stream()
                .anyMatch(s -> s.prefix().contains(asked.address()));
    }

    private Decision release(Request request, LeaseView leases) {
        GivingBack.Outcome outcome = GivingBack.release(request, leases);
        Options.Builder reply = identified(request);
        outcome.replies().forEach(ia -> reply.add(ia.toOption()));
        reply.add(new StatusCode(outcome.worstStatus(), "Summary status for all processed IA_NAs"));
        return new Decision.Answer(message(request, MessageType.REPLY, reply), outcome.changes());
    }

    private Decision decline(Request request, LeaseView leases) {
        GivingBack.Outcome outcome = GivingBack.decline(request, leases, declineProbationPeriod);
        Options.Builder reply = identified(request);
        outcome.replies().forEach(ia -> reply.add(ia.toOption()));
        return new Decision.Answer(message(request, MessageType.REPLY, reply), outcome.changes());
    }

    private Decision information(Request request) {
        Options.Builder reply = identified(request);
        addConfigured(reply, request);
        return new Decision.Answer(message(request, MessageType.REPLY, reply), List.of());
    }

    /**
     * Every reply names the server, and the client if that named itself (RFC 9915 section 18.3).
     */
    private Options.Builder identified(Request request) {
        Options.Builder reply = Options.builder();
        request.message().options().clientId().ifPresent(id -> reply.add(new ClientIdentifier(id)));
        return reply.add(new ServerIdentifier(serverId));
    }

    private void addConfigured(Options.Builder reply, Request request) {
        List<OptionData> configured =
                request.link().map(link -> link.selected().options()).orElse(globalOptions);
        ReplyOptions.addConfigured(reply, request.message(), configured);
    }

    private static ClientMessage message(Request request, int type, Options.Builder options) {
        return new ClientMessage(type, request.message().transactionId(), options.build());
    }
}
