package io.tandem6.server.exchange;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.ClassLifetimes;
import io.tandem6.config.Lifetimes;
import io.tandem6.config.Lifetimes.Triplet;
import io.tandem6.config.OptionData;
import io.tandem6.config.Subnet;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.option.StatusCode;
import io.tandem6.server.allocation.Allocator;
import io.tandem6.server.allocation.LeaseSpace;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.continuity.Right;
import io.tandem6.server.exchange.IaReply.Granted;
import io.tandem6.server.exchange.IaRequest.Asked;
import io.tandem6.server.subnet.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Gives identity associations their leases: what they hold already, what is {@link Reserved} for
 * the client, else what {@link OpenPools} finds. Used by Solicit, Request, Renew and Rebind, which
 * differ in what is said about leases that the client lists and does not get.
 */
final class Assignment {
    /** What the association's message asks for. */
    enum Purpose {
        /** Solicit: nothing is stored. */
        OFFER,
        /** Request, or Solicit with Rapid Commit. */
        GRANT,
        /** Renew or Rebind: what the client lists and does not keep gets zero lifetimes. */
        EXTEND
    }

    private final Request request;
    private final Link link;
    private final Purpose purpose;
    private final ExchangeRules rules;
    private ClientHostname hostname;
    private final LeaseDraft draft;
    private final LeaseRights rights;
    private final Reserved reserved;
    private final OpenPools pools;
    private final Map<BindingKey, IaReply> answered = new HashMap<>();
    private final List<Place> used = new ArrayList<>();
    private Optional<Lease> firstAddress = Optional.empty();

    /** What may be the client's by the partner's word: nothing is said of it. */
    private final Set<Ipv6Address> leftOut = new HashSet<>();

    private boolean silent;

    Assignment(
            Request request,
            Link link,
            Purpose purpose,
            ClientHostname hostname,
            ExchangeRules rules,
            LeaseDraft draft,
            LeaseRights rights) {
        this.request = request;
        this.link = link;
        this.purpose = purpose;
        this.hostname = hostname;
        this.rules = rules;
        this.draft = draft;
        this.reserved = new Reserved(link, request.hosts(), rules.hosts());
        this.rights = rights;
        this.pools = new OpenPools(request, link, rules.allocator(), reserved, draft, rights);
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
        List<Granted> revoked = new ArrayList<>();
        List<Placed> leases = held(ia, revoked);
        reservedBesides(ia, leases).ifPresent(leases::add);
        endUnreserved(leases, revoked);
        if (leases.isEmpty()) {
            pools.choose(ia)
                    .map(c -> new Placed(newLease(ia, c), Place.of(c.space()), false, true))
                    .ifPresent(leases::add);
        }
        leases.forEach(lease -> use(right(ia, lease)));
        List<Granted> granted =
                leases.stream()
                        .map(lease -> lease.isNew ? grant(ia, lease) : extend(ia, lease))
                        .toList();
        List<Granted> listed = new ArrayList<>(granted);
        if (purpose == Purpose.EXTEND) {
            addRefused(listed, revoked, ia);
        }
        if (granted.isEmpty()) {
            silent |= ia.asked().stream().anyMatch(asked -> leftOut.contains(asked.address()));
            return new IaReply(ia.type(), ia.iaid(), 0, 0, listed, Optional.of(exhausted(ia)));
        }
        Timers timers = Timers.of(leases.getLast().place.subnet().lifetimes(), granted);
        return new IaReply(
                ia.type(), ia.iaid(), timers.t1(), timers.t2(), listed, Optional.empty());
    }

    /**
     * A lease and where it comes from.
     *
     * @param isReserved it is reserved for this client
     * @param isNew the client did not have it before
     */
    private record Placed(Lease lease, Place place, boolean isReserved, boolean isNew) {}

    /**
     * What the association holds and may keep: what is reserved for the client, and what lies in a
     * pool that it may use unless it is reserved for another one. The rest ends.
     */
    private List<Placed> held(IaRequest ia, List<Granted> revoked) {
        List<Placed> held = new ArrayList<>();
        for (Lease lease : draft.findBinding(ia.binding(request.clientId()))) {
            if (lease.state() != LeaseState.ASSIGNED || !isOnLink(lease)) {
                continue;
            }
            Optional<Placed> placed =
                    reserved.of(lease)
                            .map(r -> new Placed(lease, r.place(), true, false))
                            .or(
                                    () ->
                                            pools.find(lease)
                                                    .map(
                                                            s ->
                                                                    new Placed(
                                                                            lease,
                                                                            Place.of(s),
                                                                            false,
                                                                            false)));
            if (placed.isEmpty()) {
                end(lease, revoked);
            } else if (right(ia, placed.get()) == Right.NONE) {
                leftOut.add(lease.address());
            } else {
                held.add(placed.get());
            }
        }
        return held;
    }

    /**
     * True if nothing may be said: the client asks to extend what this server has no right to
     * extend, and what it may hold by the partner's word, and there is nothing else for it. Without
     * an answer it goes on to ask the partner; a refusal would end what it has.
     */
    boolean keepsSilent() {
        return silent && purpose == Purpose.EXTEND;
    }

    private Right right(IaRequest ia, Placed placed) {
        Lease lease = placed.lease;
        return placed.isNew
                ? pools.right(lease.address(), lease.prefixLength(), ia)
                : rights.extend(lease, isClaimed(ia, lease), request.now());
    }

    private boolean isClaimed(IaRequest ia, Lease lease) {
        return purpose == Purpose.EXTEND
                && ia.asked().stream()
                        .anyMatch(
                                asked ->
                                        asked.address().equals(lease.address())
                                                && asked.prefixLength() == lease.prefixLength());
    }

    private void use(Right right) {
        switch (right) {
            case FULL -> {}
            case ACKNOWLEDGED -> draft.ask();
            case NONE -> throw new IllegalArgumentException("nothing may be promised");
        }
    }

    /**
     * The client is told that it may not use something any more. Between two servers it stays taken
     * until its time is over, since the client may miss that.
     */
    private void end(Lease lease, List<Granted> revoked) {
        if (!rights.areLimited()) {
            draft.delete(lease);
        }
        revoked.add(Granted.revoked(lease.address(), lease.prefixLength()));
    }

    /**
     * One of the things that are reserved for the client, unless the association has one already:
     * the first that no association, of whomever, holds.
     */
    private Optional<Placed> reservedBesides(IaRequest ia, List<Placed> held) {
        if (held.stream().anyMatch(Placed::isReserved)) {
            return Optional.empty();
        }
        return reserved.resources(ia.type()).stream()
                .filter(r -> draft.isFree(r.prefix().first(), request.now()))
                .filter(r -> pools.right(r.prefix().first(), r.prefix().length(), ia) != Right.NONE)
                .findFirst()
                .map(
                        r ->
                                new Placed(
                                        newLease(ia, r.prefix(), r.place().subnet()),
                                        r.place(),
                                        true,
                                        true));
    }

    /** Who has what is reserved for it keeps nothing else. */
    private void endUnreserved(List<Placed> leases, List<Granted> revoked) {
        if (leases.stream().noneMatch(Placed::isReserved)) {
            return;
        }
        for (Placed each : List.copyOf(leases)) {
            if (!each.isReserved) {
                leases.remove(each);
                end(each.lease, revoked);
            }
        }
    }

    /**
     * The client's name now that its leases are known: where the server makes it, it is made of the
     * first address of a reply, and kept with that.
     */
    ClientHostname hostname() {
        if (purpose != Purpose.OFFER) {
            firstAddress.ifPresent(
                    lease -> {
                        hostname = hostname.completed(lease.address());
                        Lease named = hostname.applyTo(lease);
                        if (!named.equals(lease)) {
                            draft.put(named);
                        }
                    });
        }
        return hostname;
    }

    /** Options for a client that got what was assigned here; {@link ClientOptions} orders them. */
    List<OptionData> options() {
        Subnet subnet = used.isEmpty() ? link.selected() : used.getLast().subnet();
        List<LeaseSpace> from = used.stream().flatMap(place -> place.pool().stream()).toList();
        return new ClientOptions(request, rules).of(subnet, from);
    }

    private boolean isOnLink(Lease lease) {
        return link.subnets().stream().anyMatch(s -> s.id() == lease.subnetId());
    }

    private Lease newLease(IaRequest ia, Allocator.Choice choice) {
        LeaseSpace space = choice.space();
        return newLease(ia, new Ipv6Prefix(choice.address(), space.prefixLength()), space.subnet());
    }

    private Lease newLease(IaRequest ia, Ipv6Prefix prefix, Subnet subnet) {
        return Lease.assigned(
                ia.type(),
                prefix.first(),
                prefix.length(),
                request.clientId(),
                ia.iaid(),
                subnet.id(),
                request.now(),
                0,
                0);
    }

    private Granted grant(IaRequest ia, Placed placed) {
        Lease lease = placed.lease;
        Asked hint = ia.hintFor(lease);
        Lifetimes lifetimes = placed.place.subnet().lifetimes();
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
        Lease extended = described(placed).renewed(request.now(), kept(placed, valid), preferred);
        draft.put(extended);
        return granted(extended, placed.place, preferred, valid);
    }

    /**
     * For how long the lease is kept: where two servers may answer a client, never for less than it
     * may have been told before, since it may miss this answer.
     */
    private long kept(Placed placed, long valid) {
        Lease lease = placed.lease;
        return placed.isNew || !rights.areLimited() || !lease.isInUse(request.now())
                ? valid
                : Math.max(valid, left(lease, lease.validLifetime()));
    }

    /**
     * What the client has already; if that is young enough and nothing else about it has changed it
     * stays as it is, and the client is told what is left of it.
     */
    private Granted extend(IaRequest ia, Placed placed) {
        Lease lease = placed.lease;
        boolean reuse =
                purpose != Purpose.OFFER
                        && placed.place.subnet().leasing().cache().isFresh(lease, request.now())
                        && described(placed).equals(lease);
        return reuse
                ? granted(
                        lease,
                        placed.place,
                        left(lease, lease.preferredLifetime()),
                        left(lease, lease.validLifetime()))
                : grant(ia, placed);
    }

    private long left(Lease lease, long lifetime) {
        return lifetime == Lease.INFINITE
                ? lifetime
                : Math.max(0, lifetime - (request.now() - lease.clientLastTransmission()));
    }

    /** The lease with what this message tells of its client. */
    private Lease described(Placed placed) {
        Lease lease = placed.lease;
        String context =
                placed.place.subnet().leasing().storeExtendedInfo()
                        ? ExtendedInfo.of(request.arrival(), lease)
                        : lease.userContext();
        return hostname.applyTo(
                lease.withHardwareAddress(request.hardwareAddress().orElse(null))
                        .withContext(
                                context, placed.place.pool().map(LeaseSpace::poolId).orElse(0L)));
    }

    private Granted granted(Lease lease, Place place, long preferred, long valid) {
        if (lease.type() == LeaseType.IA_NA) {
            firstAddress = firstAddress.or(() -> Optional.of(lease));
        }
        if (!used.contains(place)) {
            used.add(place);
        }
        return new Granted(
                lease.address(),
                lease.prefixLength(),
                preferred,
                valid,
                ExcludedPrefix.options(request.message(), place, lease.prefixLength()));
    }

    /** What the first of the client's classes says that says anything. */
    private Optional<Triplet> ofClasses(Function<ClassLifetimes, Optional<Triplet>> lifetime) {
        return request.classes().stream()
                .flatMap(name -> lifetime.apply(rules.classifier().lifetimes(name)).stream())
                .findFirst();
    }

    /** Everything that the client has or thinks it has, and must not use any longer. */
    private void addRefused(List<Granted> listed, List<Granted> revoked, IaRequest ia) {
        List<Granted> refused = new ArrayList<>(revoked);
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

    private StatusCode exhausted(IaRequest ia) {
        boolean extend = purpose == Purpose.EXTEND;
        return ia.type() == LeaseType.IA_PD
                ? new StatusCode(
                        StatusCode.NO_PREFIX_AVAIL,
                        extend
                                ? "Sorry, no prefixes could be assigned at this time."
                                : "Sorry, no prefixes could be allocated.")
                : new StatusCode(
                        StatusCode.NO_ADDRS_AVAIL,
                        extend
                                ? "Sorry, no addresses could be assigned at this time."
                                : "Sorry, no address could be allocated.");
    }
}
