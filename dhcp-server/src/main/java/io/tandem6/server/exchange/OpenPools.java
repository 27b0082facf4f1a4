package io.tandem6.server.exchange;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.allocation.Allocator;
import io.tandem6.server.allocation.LeaseSpace;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.continuity.Right;
import io.tandem6.server.exchange.IaRequest.Asked;
import io.tandem6.server.subnet.Link;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pools that one client may use, and the search for something free in them. Lives only during
 * one decision, and remembers during it which pools are full: a message with a thousand
 * associations must not search a full pool a thousand times.
 */
final class OpenPools {
    private final Request request;
    private final Allocator allocator;
    private final Reserved reserved;
    private final LeaseDraft draft;
    private final LeaseRights rights;
    private final Map<LeaseType, List<LeaseSpace>> spaces = new EnumMap<>(LeaseType.class);
    private final Set<LeaseSpace> full = Collections.newSetFromMap(new IdentityHashMap<>());

    OpenPools(
            Request request,
            Link link,
            Allocator allocator,
            Reserved reserved,
            LeaseDraft draft,
            LeaseRights rights) {
        this.request = request;
        this.rights = rights;
        this.allocator = allocator;
        this.reserved = reserved;
        this.draft = draft;
        for (LeaseType type : LeaseType.values()) {
            spaces.put(type, LeaseSpace.of(link.subnets(), type, request.classes()));
        }
    }

    /** The pool that the client may keep a lease from. */
    Optional<LeaseSpace> find(Lease lease) {
        return find(lease.type(), lease.address(), lease.prefixLength());
    }

    /** What is reserved is not leased from the pool that it lies in. */
    private Optional<LeaseSpace> find(LeaseType type, Ipv6Address address, int prefixLength) {
        return of(type).stream()
                .filter(s -> s.contains(address, prefixLength))
                .findFirst()
                .filter(s -> reserved.reservedUpTo(s, address).isEmpty());
    }

    /**
     * Something for an association that has nothing: what it asks for, else what it had before,
     * else anything.
     */
    Optional<Allocator.Choice> choose(IaRequest ia) {
        for (Asked asked : ia.asked()) {
            Optional<Allocator.Choice> choice = choose(ia, asked.address(), asked.prefixLength());
            if (choice.isPresent()) {
                return choice;
            }
        }
        for (Lease former : draft.findBinding(ia.binding(request.clientId()))) {
            Optional<Allocator.Choice> choice =
                    former.state() == LeaseState.REGISTERED
                            ? Optional.empty()
                            : choose(ia, former.address(), former.prefixLength());
            if (choice.isPresent()) {
                return choice;
            }
        }
        return search(ia);
    }

    private Optional<Allocator.Choice> choose(IaRequest ia, Ipv6Address address, int length) {
        return isFree(address) && Allocator.isAssignable(ia.type(), address)
                ? find(ia.type(), address, length)
                        .filter(s -> right(address, length, ia) != Right.NONE)
                        .map(s -> new Allocator.Choice(s, address))
                : Optional.empty();
    }

    /**
     * How far something that nobody holds may be promised. What this message itself gives back is
     * not agreed with anybody yet.
     */
    Right right(Ipv6Address address, int length, IaRequest ia) {
        if (rights.areLimited() && draft.hasChanged(address)) {
            return rights.mayAsk() ? Right.ACKNOWLEDGED : Right.NONE;
        }
        return rights.bind(
                address,
                length,
                draft.find(address),
                ia.binding(request.clientId()),
                request.now());
    }

    /** What needs nobody's consent comes first. */
    private Optional<Allocator.Choice> search(IaRequest ia) {
        Optional<Allocator.Choice> choice = search(ia, Right.FULL);
        return choice.isPresent() || !rights.areLimited() || !rights.mayAsk()
                ? choice
                : search(ia, Right.ACKNOWLEDGED);
    }

    private Optional<Allocator.Choice> search(IaRequest ia, Right least) {
        for (LeaseSpace space : byPrefixLength(ia)) {
            if (full.contains(space) || isUsedUp(space, least)) {
                continue;
            }
            Optional<Allocator.Choice> choice =
                    allocator.choose(
                            List.of(space),
                            request.clientId(),
                            ia.iaid(),
                            (first, last, bits) -> firstFree(space, first, last, bits, least, ia));
            if (choice.isPresent()) {
                return choice;
            }
            rememberNothingIn(space, least);
        }
        return Optional.empty();
    }

    private boolean isUsedUp(LeaseSpace space, Right least) {
        return least == Right.FULL && rights.isUsedUp(space.range().first(), space.prefixLength());
    }

    private void rememberNothingIn(LeaseSpace space, Right least) {
        if (least == Right.FULL && rights.areLimited()) {
            if (draft.isUntouched()) {
                rights.usedUp(space.range().first(), space.prefixLength());
            }
        } else {
            full.add(space);
        }
    }

    /** The first one that nobody holds, that is reserved for nobody, and that may be promised. */
    private @Nullable Ipv6Address firstFree(
            LeaseSpace space,
            Ipv6Address first,
            Ipv6Address last,
            int bits,
            Right least,
            IaRequest ia) {
        Ipv6Address from = first;
        while (from.compareTo(last) <= 0) {
            Ipv6Address found = draft.firstFree(from, last, bits, request.now());
            if (found == null) {
                return null;
            }
            Optional<Ipv6Address> end = reserved.reservedUpTo(space, found);
            if (end.isEmpty()) {
                if (right(found, space.prefixLength(), ia).compareTo(least) >= 0) {
                    return found;
                }
                if (found.compareTo(last) >= 0) {
                    return null;
                }
                from = found.plusBlocks(1, bits);
                continue;
            }
            if (end.get().compareTo(last) >= 0) {
                return null;
            }
            Ipv6Address block = new Ipv6Prefix(end.get(), space.prefixLength()).first();
            if (block.compareTo(last) >= 0) {
                return null;
            }
            from = block.plusBlocks(1, bits);
        }
        return null;
    }

    /**
     * Kea's order for a client that asks for a prefix length: pools that delegate just that, then
     * those with larger prefixes, then those with smaller ones. Addresses all have the same length.
     */
    private List<LeaseSpace> byPrefixLength(IaRequest ia) {
        int wanted = ia.asked().isEmpty() ? 0 : ia.asked().getFirst().prefixLength();
        if (wanted == 0) {
            return of(ia.type());
        }
        return of(ia.type()).stream()
                .sorted(Comparator.comparingInt(s -> distance(s.prefixLength(), wanted)))
                .toList();
    }

    private static int distance(int offered, int wanted) {
        return offered == wanted ? 0 : offered < wanted ? 1 : 2;
    }

    private List<LeaseSpace> of(LeaseType type) {
        return spaces.getOrDefault(type, List.of());
    }

    private boolean isFree(Ipv6Address address) {
        return draft.isFree(address, request.now());
    }
}
