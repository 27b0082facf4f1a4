package io.tandem6.server.exchange;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.Subnet;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.server.allocation.Allocator;
import io.tandem6.server.allocation.LeaseSpace;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.continuity.Right;
import io.tandem6.server.exchange.Assignment.Purpose;
import io.tandem6.server.subnet.Link;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which leases an identity association is to have: what it holds and may keep, what is {@link
 * Reserved} for the client, else what {@link OpenPools} finds. What it may not keep ends in the
 * draft at once, so that it is free for what is looked for after it.
 */
final class LeaseSelection {
    private final Request request;
    private final Link link;
    private final Purpose purpose;
    private final LeaseDraft draft;
    private final LeaseRights rights;
    private final Reserved reserved;
    private final OpenPools pools;

    /** For the associations of {@code request}, whose sender is on a configured link. */
    LeaseSelection(
            Request request,
            Purpose purpose,
            ExchangeRules rules,
            LeaseDraft draft,
            LeaseRights rights) {
        this.request = request;
        this.link = request.link().orElseThrow();
        this.purpose = purpose;
        this.draft = draft;
        this.rights = rights;
        this.reserved = new Reserved(link, request.hosts(), rules.hosts());
        this.pools = new OpenPools(request, link, rules.allocator(), reserved, draft, rights);
    }

    /**
     * What was selected for one association.
     *
     * @param leases what it is to have, in the order of the reply; empty if there is nothing for it
     * @param ended what it held and may not keep
     * @param unpromised what it holds and this server has no right to extend: it may keep it by the
     *     partner's word
     */
    record Selected(List<PlacedLease> leases, List<Lease> ended, Set<Ipv6Address> unpromised) {
        /** Copies the collections. */
        Selected {
            leases = List.copyOf(leases);
            ended = List.copyOf(ended);
            unpromised = Set.copyOf(unpromised);
        }
    }

    /** Selects for one association. What is new counts as taken once it is in the draft. */
    Selected select(IaRequest ia) {
        List<Lease> ended = new ArrayList<>();
        Set<Ipv6Address> unpromised = new HashSet<>();
        List<PlacedLease> leases = held(ia, ended, unpromised);
        reservedBesides(ia, leases).ifPresent(leases::add);
        endUnreserved(leases, ended);
        if (leases.isEmpty()) {
            pools.choose(ia).map(choice -> fromPool(ia, choice)).ifPresent(leases::add);
        }
        return new Selected(leases, ended, unpromised);
    }

    /**
     * What the association holds and may keep: what is reserved for the client, and what lies in a
     * pool that it may use unless it is reserved for another one. The rest ends.
     */
    private List<PlacedLease> held(IaRequest ia, List<Lease> ended, Set<Ipv6Address> unpromised) {
        List<PlacedLease> held = new ArrayList<>();
        for (Lease lease : draft.findBinding(ia.binding(request.clientId()))) {
            if (lease.state() != LeaseState.ASSIGNED || !isOnLink(lease)) {
                continue;
            }
            Optional<Place> reservation = reserved.of(lease).map(Reserved.Resource::place);
            Optional<Place> place = reservation.or(() -> pools.find(lease).map(Place::of));
            if (place.isEmpty()) {
                end(lease, ended);
                continue;
            }
            Right right = rights.extend(lease, isClaimed(ia, lease), request.now());
            if (right == Right.NONE) {
                unpromised.add(lease.address());
            } else {
                held.add(
                        new PlacedLease(lease, place.get(), reservation.isPresent(), false, right));
            }
        }
        return held;
    }

    private boolean isOnLink(Lease lease) {
        return link.subnets().stream().anyMatch(s -> s.id() == lease.subnetId());
    }

    /** A client that solicits may have given back to the partner what it lists as a wish. */
    private boolean isClaimed(IaRequest ia, Lease lease) {
        return purpose == Purpose.EXTEND
                && ia.asked().stream()
                        .anyMatch(
                                asked ->
                                        asked.address().equals(lease.address())
                                                && asked.prefixLength() == lease.prefixLength());
    }

    /**
     * One of the things that are reserved for the client, unless the association has one already:
     * the first that no association, of whomever, holds.
     */
    private Optional<PlacedLease> reservedBesides(IaRequest ia, List<PlacedLease> held) {
        if (held.stream().anyMatch(PlacedLease::isReserved)) {
            return Optional.empty();
        }
        for (Reserved.Resource resource : reserved.resources(ia.type())) {
            Ipv6Prefix what = resource.prefix();
            if (draft.isFree(what.first(), request.now())) {
                Right right = pools.right(what.first(), what.length(), ia);
                if (right != Right.NONE) {
                    Lease lease = newLease(ia, what, resource.place().subnet());
                    return Optional.of(new PlacedLease(lease, resource.place(), true, true, right));
                }
            }
        }
        return Optional.empty();
    }

    /** Who has what is reserved for it keeps nothing else. */
    private void endUnreserved(List<PlacedLease> leases, List<Lease> ended) {
        if (leases.stream().noneMatch(PlacedLease::isReserved)) {
            return;
        }
        for (PlacedLease each : List.copyOf(leases)) {
            if (!each.isReserved()) {
                leases.remove(each);
                end(each.lease(), ended);
            }
        }
    }

    /**
     * The client is told that it may not use something any more. Between two servers it stays taken
     * until its time is over, since the client may miss that.
     */
    private void end(Lease lease, List<Lease> ended) {
        if (!rights.areLimited()) {
            draft.delete(lease);
        }
        ended.add(lease);
    }

    private PlacedLease fromPool(IaRequest ia, Allocator.Choice choice) {
        LeaseSpace space = choice.space();
        Ipv6Prefix what = new Ipv6Prefix(choice.address(), space.prefixLength());
        return new PlacedLease(
                newLease(ia, what, space.subnet()),
                Place.of(space),
                false,
                true,
                pools.right(what.first(), what.length(), ia));
    }

    /** Not kept for any time yet. */
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
}
