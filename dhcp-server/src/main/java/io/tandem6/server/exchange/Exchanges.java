package io.tandem6.server.exchange;

import io.tandem6.config.BuiltInClasses;
import io.tandem6.config.OptionData;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.option.ClientIdentifier;
import io.tandem6.option.Options;
import io.tandem6.option.RapidCommit;
import io.tandem6.option.ServerIdentifier;
import io.tandem6.option.StatusCode;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.exchange.Assignment.Purpose;
import io.tandem6.server.lease.LeaseView;
import java.util.List;
import java.util.Optional;

/**
 * Decides what every client message is answered with (RFC 9915 section 18.3). Start reading here;
 * each kind of message has a method or, where there is more to say, a class of its own.
 */
public final class Exchanges {
    private final ExchangeRules rules;

    /** Creates the decider of one configuration. */
    public Exchanges(ExchangeRules rules) {
        this.rules = rules;
    }

    /**
     * The answer to a message that {@link MessageRules} let pass.
     *
     * @param rights what may be promised at the moment
     */
    public Decision decide(Request request, LeaseView leases, LeaseRights rights) {
        LeaseDraft draft = new LeaseDraft(leases);
        return switch (request.message().type()) {
            case MessageType.SOLICIT -> solicit(request, draft, rights);
            case MessageType.REQUEST -> assign(request, draft, rights, Purpose.GRANT);
            case MessageType.RENEW, MessageType.REBIND ->
                    assign(request, draft, rights, Purpose.EXTEND);
            case MessageType.CONFIRM -> confirm(request);
            case MessageType.RELEASE -> release(request, draft);
            case MessageType.DECLINE -> decline(request, draft);
            case MessageType.INFORMATION_REQUEST -> information(request);
            case MessageType.ADDR_REG_INFORM -> register(request, draft);
            default -> new Decision.Silence(DropReason.UNKNOWN_MESSAGE_TYPE);
        };
    }

    /**
     * The answer to a Request for what this server has offered, when meanwhile another server has
     * taken the client over: without it the client asks for minutes before it looks for a server
     * again (RFC 9915 section 18.2.2).
     */
    public Decision.Answer turnAway(Request request) {
        Options.Builder reply = identified(request);
        IaRequest.of(request.message()).forEach(ia -> reply.add(Refusal.turnAway(ia).toOption()));
        return answer(request, MessageType.REPLY, reply);
    }

    private Decision solicit(Request request, LeaseDraft draft, LeaseRights rights) {
        boolean rapidCommit =
                request.message().options().rapidCommit()
                        && request.link().filter(l -> l.selected().rapidCommit()).isPresent();
        return assign(request, draft, rights, rapidCommit ? Purpose.GRANT : Purpose.OFFER);
    }

    private Decision assign(
            Request request, LeaseDraft draft, LeaseRights rights, Purpose purpose) {
        if (ClientHostname.isContradictory(request.message())) {
            return new Decision.Silence(DropReason.FQDN_FLAGS_CONTRADICTORY);
        }
        ClientHostname hostname = ClientHostname.of(request, rules.ddns());
        List<IaRequest> associations = IaRequest.of(request.message());
        Options.Builder reply = identified(request);
        List<OptionData> configured;
        if (request.classes().contains(BuiltInClasses.REJECT)) {
            associations.forEach(ia -> reply.add(Refusal.reject(ia).toOption()));
            configured = new ClientOptions(request, rules).of(request.link());
        } else if (request.link().isPresent()) {
            Assignment assignment =
                    new Assignment(request, purpose, hostname, rules, draft, rights);
            IaReply.withCommonTimers(associations.stream().map(assignment::assign).toList())
                    .forEach(ia -> reply.add(ia.toOption()));
            if (assignment.keepsSilent()) {
                return new Decision.Silence(DropReason.NOT_OURS_TO_EXTEND);
            }
            hostname = assignment.completeHostname();
            configured = assignment.options();
        } else if (Refusal.isUnanswerable(request.message().type(), associations)) {
            return new Decision.Silence(DropReason.NOTHING_TO_SAY);
        } else {
            associations.forEach(ia -> reply.add(Refusal.refuse(purpose, ia).toOption()));
            configured = new ClientOptions(request, rules).of(request.link());
        }
        hostname.answer().ifPresent(reply::add);
        ReplyOptions.addConfigured(reply, request, configured);
        if (purpose == Purpose.OFFER) {
            return answer(request, MessageType.ADVERTISE, reply);
        }
        if (request.message().type() == MessageType.SOLICIT) {
            reply.add(new RapidCommit());
        }
        return answer(request, MessageType.REPLY, reply, draft);
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
        return configuration(request, identified(request).add(status));
    }

    private static boolean isOnLink(Request request, IaRequest.Asked asked) {
        return request.link().orElseThrow().subnets().stream()
                .anyMatch(s -> s.prefix().contains(asked.address()));
    }

    private Decision release(Request request, LeaseDraft draft) {
        GivingBack givingBack = new GivingBack(request, draft, rules.ended());
        List<IaReply> replies =
                IaRequest.of(request.message()).stream().map(givingBack::release).toList();
        Options.Builder reply = identified(request);
        replies.forEach(ia -> reply.add(ia.toOption()));
        reply.add(
                new StatusCode(
                        GivingBack.summary(replies), "Summary status for all processed IA_NAs"));
        return answer(request, MessageType.REPLY, reply, draft);
    }

    /** Prefixes cannot be declined (RFC 9915 section 18.2.8): their associations are ignored. */
    private Decision decline(Request request, LeaseDraft draft) {
        GivingBack givingBack = new GivingBack(request, draft, rules.ended());
        Options.Builder reply = identified(request);
        IaRequest.of(request.message()).stream()
                .filter(ia -> ia.type() == LeaseType.IA_NA)
                .forEach(
                        ia ->
                                reply.add(
                                        givingBack
                                                .decline(ia, rules.declineProbationPeriod())
                                                .toOption()));
        return answer(request, MessageType.REPLY, reply, draft);
    }

    private Decision information(Request request) {
        return configuration(request, identified(request));
    }

    /** RFC 9686 section 4.3. */
    private Decision register(Request request, LeaseDraft draft) {
        AddressRegistration registration = new AddressRegistration(request, rules, draft);
        Optional<DropReason> refusal = registration.refusal();
        if (refusal.isPresent()) {
            return new Decision.Silence(refusal.get());
        }
        ClientHostname hostname =
                ClientHostname.of(request, rules.ddns())
                        .completed(request.arrival().clientAddress());
        Options.Builder reply = identified(request).add(registration.register(hostname));
        hostname.answer().ifPresent(reply::add);
        ReplyOptions.addConfigured(
                reply, request, new ClientOptions(request, rules).of(request.link()));
        return answer(request, MessageType.ADDR_REG_REPLY, reply, draft);
    }

    /** A reply that assigns nothing: the options of the link, or the global ones. */
    private Decision configuration(Request request, Options.Builder reply) {
        List<OptionData> configured = new ClientOptions(request, rules).of(request.link());
        ReplyOptions.addConfigured(reply, request, configured);
        return answer(request, MessageType.REPLY, reply);
    }

    /**
     * Every reply names the server, and the client if that named itself (RFC 9915 section 18.3).
     */
    private Options.Builder identified(Request request) {
        Options.Builder reply = Options.builder();
        request.message().options().clientId().ifPresent(id -> reply.add(new ClientIdentifier(id)));
        return reply.add(new ServerIdentifier(request.answeredAs().orElse(rules.serverId())));
    }

    private Decision.Answer answer(Request request, int type, Options.Builder options) {
        return new Decision.Answer(reply(request, type, options), List.of(), false);
    }

    private Decision answer(Request request, int type, Options.Builder options, LeaseDraft draft) {
        return new Decision.Answer(
                reply(request, type, options),
                rules.ended().remembered(draft.changes(), request.now()),
                draft.asks());
    }

    private ClientMessage reply(Request request, int type, Options.Builder options) {
        rules.relaySupplied().addTo(options, request.arrival());
        return new ClientMessage(type, request.message().transactionId(), options.build());
    }
}
