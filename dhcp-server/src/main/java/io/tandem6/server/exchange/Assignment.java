package io.tandem6.server.exchange;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.Lifetimes;
import io.tandem6.config.Subnet;
import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.option.StatusCode;
import io.tandem6.server.allocation.Allocator;
import io.tandem6.server.allocation.LeaseSpace;
import io.tandem6.server.exchange.IaReply.Granted;
import io.tandem6.server.exchange.IaRequest.Asked;
import io.tandem6.server.subnet.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives one identity association its leases: what it holds already, else what it asks for, else
 * what it held before, else anything free. Used by Solicit, Request, Renew and Rebind, which differ
 * in what is said about leases that the client lists and does not get.
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
    private final Duid duid;
    private final Purpose purpose;
    private final Allocator allocator;
    private final LeaseDraft draft;
    private final ClientHostname hostname;

    Assignment(
            Request request,
            Link link,
            Purpose purpose,
            Allocator allocator,
            LeaseDraft draft,
            ClientHostname hostname) {
        this.request = request;
        this.link = link;
        this.duid = request.clientId();
        this.purpose = purpose;
        this.allocator = allocator;
        this.draft = draft;
        this.hostname = hostname;
    }

    /** The answer to one association. */
    IaReply assign(IaRequest ia) {
        List<LeaseSpace> spaces = LeaseSpace.of(link.subnets(), ia.type(), request.classes());
        List<Granted> granted = new ArrayList<>();
        List<Lease> bound = draft.findBinding(ia.binding(duid));
        for (Lease lease : bound) {
            if (lease.isInUse(request.now()) && isOnLink(lease)) {
                Optional<LeaseSpace> space = spaceOf(spaces, lease.address(), lease.prefixLength());
                if (space.isPresent()) {
                    granted.add(grant(ia, lease, space.get()));
                } else {
                    revoke(lease);
                }
            }
        }
        if (granted.isEmpty()) {
            choose(ia, spaces, bound)
                    .ifPresent(
                            choice -> granted.add(grant(ia, newLease(ia, choice), choice.space())));
        }
        if (granted.isEmpty()) {
            return exhausted(ia);
        }
        Lifetimes lifetimes = link.selected().lifetimes();
        long shortest =
                granted.stream()
                        .mapToLong(Granted::preferredLifetime)
                        .filter(p -> p > 0)
                        .min()
                        .orElse(0);
        long t2 = Timers.t2(lifetimes, shortest);
        long t1 = Timers.t1(lifetimes, shortest, t2);
        granted.addAll(refused(ia, granted));
        return new IaReply(ia.type(), ia.iaid(), t1, t2, granted, Optional.empty());
    }

    private boolean isOnLink(Lease lease) {
        return link.subnets().stream().anyMatch(s -> s.id() == lease.subnetId());
    }

    private static Optional<LeaseSpace> spaceOf(
            List<LeaseSpace> spaces, Ipv6Address address, int prefixLength) {
        return spaces.stream().filter(s -> s.contains(address, prefixLength)).findFirst();
    }

    private Optional<Allocator.Choice> choose(
            IaRequest ia, List<LeaseSpace> spaces, List<Lease> bound) {
        for (Asked asked : ia.asked()) {
            Optional<LeaseSpace> space = spaceOf(spaces, asked.address(), asked.prefixLength());
            if (space.isPresent() && isAvailable(ia, asked.address())) {
                return Optional.of(new Allocator.Choice(space.get(), asked.address()));
            }
        }
        for (Lease former : bound) {
            Optional<LeaseSpace> space = spaceOf(spaces, former.address(), former.prefixLength());
            if (space.isPresent() && draft.isFree(former.address())) {
                return Optional.of(new Allocator.Choice(space.get(), former.address()));
            }
        }
        return allocator.choose(spaces, duid, ia.iaid(), draft::isFree);
    }

    private boolean isAvailable(IaRequest ia, Ipv6Address address) {
        return draft.isFree(address) && Allocator.isAssignable(ia.type(), address);
    }

    private Lease newLease(IaRequest ia, Allocator.Choice choice) {
        LeaseSpace space = choice.space();
        return Lease.assigned(
                ia.type(),
                choice.address(),
                space.prefixLength(),
                duid,
                ia.iaid(),
                space.subnet().id(),
                request.now(),
                0,
                0);
    }

    private Granted grant(IaRequest ia, Lease lease, LeaseSpace space) {
        Asked hint = hint(ia, lease.address());
        Lifetimes lifetimes = space.subnet().lifetimes();
        long valid = lifetimes.valid().choose(hint.validLifetime());
        long preferred = lifetimes.preferred().choose(hint.preferredLifetime());
        if (preferred > valid) {
            preferred = valid * 5 / 8; // Kea's rule for a default above the valid lifetime.
        }
        if (purpose == Purpose.OFFER) {
            draft.claim(lease.address());
        } else {
            draft.put(
                    hostname.applyTo(
                            lease.renewed(request.now(), valid, preferred)
                                    .withHardwareAddress(request.hardwareAddress().orElse(null))));
        }
        return new Granted(
                lease.address(),
                lease.prefixLength(),
                preferred,
                valid,
                ExcludedPrefix.options(request.message(), space, lease));
    }

    /** What the client hopes for; lifetimes of a hint count even if its address cannot be had. */
    private static Asked hint(IaRequest ia, Ipv6Address address) {
        return ia.asked().stream()
                .filter(a -> a.address().equals(address))
                .findFirst()
                .or(() -> ia.asked().stream().findFirst())
                .orElse(new Asked(address, 128, 0, 0));
    }

    /** The client may no longer use the pool of a lease it holds on this link. */
    private void revoke(Lease lease) {
        if (purpose != Purpose.OFFER) {
            draft.delete(lease);
        }
    }

    private List<Granted> refused(IaRequest ia, List<Granted> granted) {
        if (purpose != Purpose.EXTEND) {
            return List.of();
        }
        return ia.asked().stream()
                .filter(a -> !a.address().isUnspecified())
                .filter(a -> granted.stream().noneMatch(g -> g.address().equals(a.address())))
                .map(a -> Granted.revoked(a.address(), a.prefixLength()))
                .toList();
    }

    private IaReply exhausted(IaRequest ia) {
        boolean prefix = ia.type() == LeaseType.IA_PD;
        int code = prefix ? StatusCode.NO_PREFIX_AVAIL : StatusCode.NO_ADDRS_AVAIL;
        String text =
                purpose == Purpose.EXTEND
                        ? "Sorry, no %s could be assigned at this time."
                                .formatted(prefix ? "prefixes" : "addresses")
                        : prefix
                                ? "Sorry, no prefixes could be allocated."
                                : "Sorry, no address could be allocated.";
        return new IaReply(
                ia.type(),
                ia.iaid(),
                0,
                0,
                refused(ia, List.of()),
                Optional.of(new StatusCode(code, text)));
    }

    /** The subnet whose options and timers the reply follows. */
    Subnet subnet() {
        return link.selected();
    }
}
