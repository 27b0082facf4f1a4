package io.tandem6.server.exchange;

import io.tandem6.config.Lifetimes;
import io.tandem6.config.OptionData;
import io.tandem6.config.Subnet;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.option.StatusCode;
import io.tandem6.server.allocation.Allocator;
import io.tandem6.server.allocation.LeaseSpace;
import io.tandem6.server.exchange.IaReply.Granted;
import io.tandem6.server.exchange.IaRequest.Asked;
import io.tandem6.server.subnet.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives identity associations their leases: what they hold already, else what {@link OpenPools}
 * finds. Used by Solicit, Request, Renew and Rebind, which differ in what is said about leases that
 * the client lists and does not get.
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
    private final ClientHostname hostname;
    private final LeaseDraft draft;
    private final OpenPools pools;
    private final Map<BindingKey, IaReply> answered = new HashMap<>();
    private final List<LeaseSpace> used = new ArrayList<>();

    Assignment(Request request, Link link, Purpose purpose, Allocator allocator, LeaseDraft draft) {
        this.request = request;
        this.link = link;
        this.purpose = purpose;
        this.hostname = ClientHostname.of(request.message());
        this.draft = draft;
        this.pools = new OpenPools(request, link, allocator, draft);
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
        List<Granted> granted = new ArrayList<>();
        List<Granted> revoked = new ArrayList<>();
        Subnet subnet = link.selected();
        for (Lease lease : draft.findBinding(ia.binding(request.clientId()))) {
            if (lease.state() != LeaseState.ASSIGNED || !isOnLink(lease)) {
                continue;
            }
            Optional<LeaseSpace> space =
                    pools.find(lease.type(), lease.address(), lease.prefixLength());
            if (space.isPresent()) {
                subnet = space.get().subnet();
                granted.add(extend(ia, lease, space.get()));
            } else {
                draft.delete(lease);
                revoked.add(Granted.revoked(lease.address(), lease.prefixLength()));
            }
        }
        if (granted.isEmpty()) {
            Optional<Allocator.Choice> choice = pools.choose(ia);
            if (choice.isPresent()) {
                LeaseSpace space = choice.get().space();
                subnet = space.subnet();
                granted.add(grant(ia, newLease(ia, choice.get()), space));
            }
        }
        List<Granted> listed = new ArrayList<>(granted);
        if (purpose == Purpose.EXTEND) {
            addRefused(listed, revoked, ia);
        }
        if (granted.isEmpty()) {
            return new IaReply(ia.type(), ia.iaid(), 0, 0, listed, Optional.of(exhausted(ia)));
        }
        Timers timers = Timers.of(subnet.lifetimes(), granted);
        return new IaReply(
                ia.type(), ia.iaid(), timers.t1(), timers.t2(), listed, Optional.empty());
    }

    /**
     * The options for a client that got what was assigned here, most specific first: those of the
     * pools, then those of the subnet, which in a shared network need not be the one that the
     * client's way led to.
     */
    List<OptionData> options() {
        List<OptionData> options = new ArrayList<>();
        used.forEach(space -> options.addAll(space.options()));
        Subnet subnet = used.isEmpty() ? link.selected() : used.getLast().subnet();
        options.addAll(subnet.options());
        return options;
    }

    private boolean isOnLink(Lease lease) {
        return link.subnets().stream().anyMatch(s -> s.id() == lease.subnetId());
    }

    private Lease newLease(IaRequest ia, Allocator.Choice choice) {
        LeaseSpace space = choice.space();
        return Lease.assigned(
                ia.type(),
                choice.address(),
                space.prefixLength(),
                request.clientId(),
                ia.iaid(),
                space.subnet().id(),
                request.now(),
                0,
                0);
    }

    private Granted grant(IaRequest ia, Lease lease, LeaseSpace space) {
        Asked hint = ia.hintFor(lease);
        Lifetimes lifetimes = space.subnet().lifetimes();
        long valid = lifetimes.valid().choose(hint.validLifetime());
        long preferred = lifetimes.preferred().choose(hint.preferredLifetime());
        if (preferred > valid) {
            preferred = valid * 5 / 8; // Kea's rule for a default above the valid lifetime.
        }
        draft.put(described(lease, space).renewed(request.now(), valid, preferred));
        return granted(lease, space, preferred, valid);
    }

    /**
     * What the client has already; if that is young enough and nothing else about it has changed it
     * stays as it is, and the client is told what is left of it.
     */
    private Granted extend(IaRequest ia, Lease lease, LeaseSpace space) {
        boolean reuse =
                purpose != Purpose.OFFER
                        && space.subnet().leasing().cache().isFresh(lease, request.now())
                        && described(lease, space).equals(lease);
        return reuse
                ? granted(
                        lease,
                        space,
                        left(lease, lease.preferredLifetime()),
                        left(lease, lease.validLifetime()))
                : grant(ia, lease, space);
    }

    private long left(Lease lease, long lifetime) {
        return lifetime == Lease.INFINITE
                ? lifetime
                : Math.max(0, lifetime - (request.now() - lease.clientLastTransmission()));
    }

    /** The lease with what this message tells of its client. */
    private Lease described(Lease lease, LeaseSpace space) {
        String context =
                space.subnet().leasing().storeExtendedInfo()
                        ? ExtendedInfo.of(request.arrival(), lease)
                        : lease.userContext();
        return hostname.applyTo(
                lease.withHardwareAddress(request.hardwareAddress().orElse(null))
                        .withContext(context, space.poolId()));
    }

    private Granted granted(Lease lease, LeaseSpace space, long preferred, long valid) {
        if (!used.contains(space)) {
            used.add(space);
        }
        return new Granted(
                lease.address(),
                lease.prefixLength(),
                preferred,
                valid,
                ExcludedPrefix.options(request.message(), space));
    }

    /** Everything that the client has or thinks it has, and must not use any longer. */
    private static void addRefused(List<Granted> listed, List<Granted> revoked, IaRequest ia) {
        List<Granted> refused = new ArrayList<>(revoked);
        for (Asked asked : ia.asked()) {
            if (!asked.address().isUnspecified()) {
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
