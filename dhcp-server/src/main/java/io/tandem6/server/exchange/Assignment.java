package io.tandem6.server.exchange;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.OptionData;
import io.tandem6.config.Subnet;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.allocation.LeaseSpace;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.continuity.Right;
import io.tandem6.server.exchange.IaReply.Granted;
import io.tandem6.server.exchange.IaRequest.Asked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The answers to the identity associations of one message: what {@link LeaseSelection} finds for
 * them, as {@link Promises} promises it, goes into the draft and the reply. Used by Solicit,
 * Request, Renew and Rebind, which differ in what is said about leases that the client lists and
 * does not get.
 */
final class Assignment {
    /** What the associations' message asks for. */
    enum Purpose {
        /** Solicit: nothing is stored. */
        OFFER,
        /** Request, or Solicit with Rapid Commit. */
        GRANT,
        /** Renew or Rebind: what the client lists and does not keep gets zero lifetimes. */
        EXTEND
    }

    private final Request request;
    private final Purpose purpose;
    private final ClientHostname hostname;
    private final ExchangeRules rules;
    private final LeaseDraft draft;
    private final LeaseRights rights;
    private final LeaseSelection selection;
    private final Promises promises;
    private final Map<BindingKey, IaReply> answered = new HashMap<>();
    private final List<Place> used = new ArrayList<>();

    /** What may be the client's by the partner's word: nothing is said of it. */
    private final Set<Ipv6Address> leftOut = new HashSet<>();

    private Optional<Lease> firstAddress = Optional.empty();
    private boolean silent;

    /**
     * Nothing is assigned yet.
     *
     * @param request of a sender whose link is configured
     * @param hostname what the client is told of its name, as far as that is known without a lease
     * @param rights what may be promised at the moment
     */
    Assignment(
            Request request,
            Purpose purpose,
            ClientHostname hostname,
            ExchangeRules rules,
            LeaseDraft draft,
            LeaseRights rights) {
        this.request = request;
        this.purpose = purpose;
        this.hostname = hostname;
        this.rules = rules;
        this.draft = draft;
        this.rights = rights;
        this.selection = new LeaseSelection(request, purpose, rules, draft, rights);
        this.promises = new Promises(request, purpose, hostname, rules.classifier(), rights);
    }

    /**
     * The answer to one association. Repeated in one message it has the same answer: two promises
     * about one lease could not both be kept.
     */
    IaReply assign(IaRequest ia) {
        IaReply answer = answered.get(ia.binding(request.clientId()));
        if (answer == null) {
            answer = decide(ia);
            answered.put(ia.binding(request.clientId()), answer);
        }
        return answer;
    }

    private IaReply decide(IaRequest ia) {
        LeaseSelection.Selected selected = selection.select(ia);
        leftOut.addAll(selected.unpromised());
        if (selected.leases().stream().anyMatch(lease -> lease.right() != Right.FULL)) {
            draft.ask();
        }
        List<Granted> granted = selected.leases().stream().map(lease -> grant(ia, lease)).toList();
        List<Granted> listed = new ArrayList<>(granted);
        if (purpose == Purpose.EXTEND) {
            addRefused(listed, selected.ended(), ia);
        }
        if (granted.isEmpty()) {
            silent |= ia.asked().stream().anyMatch(asked -> leftOut.contains(asked.address()));
            return new IaReply(
                    ia.type(),
                    ia.iaid(),
                    0,
                    0,
                    listed,
                    Optional.of(Refusal.exhausted(purpose, ia.type())));
        }
        Timers timers =
                Timers.of(selected.leases().getLast().place().subnet().lifetimes(), granted);
        return new IaReply(
                ia.type(), ia.iaid(), timers.t1(), timers.t2(), listed, Optional.empty());
    }

    private Granted grant(IaRequest ia, PlacedLease placed) {
        Promises.Promise promise = promises.of(ia, placed);
        Lease lease = promise.lease();
        if (promise.isNews()) {
            draft.put(lease);
        }
        if (lease.type() == LeaseType.IA_NA) {
            firstAddress = firstAddress.or(() -> Optional.of(lease));
        }
        if (!used.contains(placed.place())) {
            used.add(placed.place());
        }
        return new Granted(
                lease.address(),
                lease.prefixLength(),
                promise.preferredLifetime(),
                promise.validLifetime(),
                ExcludedPrefix.options(request.message(), placed.place(), lease.prefixLength()));
    }

    /**
     * Lists everything that the client has or thinks it has, and must not use any longer. Of what
     * this server may have forgotten nothing is said.
     */
    private void addRefused(List<Granted> listed, List<Lease> ended, IaRequest ia) {
        List<Granted> refused = new ArrayList<>();
        for (Lease lease : ended) {
            refused.add(Granted.revoked(lease.address(), lease.prefixLength()));
        }
        for (Asked asked : ia.asked()) {
            if (!rights.mayDeny(request.now()) && draft.find(asked.address()) == null) {
                leftOut.add(asked.address());
            }
            if (!asked.address().isUnspecified() && !leftOut.contains(asked.address())) {
                refused.add(Granted.revoked(asked.address(), asked.prefixLength()));
            }
        }
        for (Granted candidate : refused) {
            if (listed.stream().noneMatch(candidate::isSameAs)) {
                listed.add(candidate);
            }
        }
    }

    /**
     * True if nothing may be said: the client asks to extend what this server has no right to
     * extend, and what it may hold by the partner's word, and there is nothing else for it. Without
     * an answer it goes on to ask the partner; a refusal would end what it has.
     */
    boolean keepsSilent() {
        return silent && purpose == Purpose.EXTEND;
    }

    /**
     * The client's name now that its leases are known: where the server makes it, it is made of the
     * first address of a reply, and kept with that.
     */
    ClientHostname completeHostname() {
        if (purpose == Purpose.OFFER || firstAddress.isEmpty()) {
            return hostname;
        }
        Lease lease = firstAddress.get();
        ClientHostname completed = hostname.completed(lease.address());
        Lease named = completed.applyTo(lease);
        if (!named.equals(lease)) {
            draft.put(named);
        }
        return completed;
    }

    /** Options for a client that got what was assigned here; {@link ClientOptions} orders them. */
    List<OptionData> options() {
        Subnet subnet =
                used.isEmpty() ? request.link().orElseThrow().selected() : used.getLast().subnet();
        List<LeaseSpace> from = used.stream().flatMap(place -> place.pool().stream()).toList();
        return new ClientOptions(request, rules).of(subnet, from);
    }
}
