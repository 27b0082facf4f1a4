package io.tandem6.server.exchange;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.allocation.Allocator;
import io.tandem6.server.allocation.LeaseSpace;
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
    private final Map<LeaseType, List<LeaseSpace>> spaces = new EnumMap<>(LeaseType.class);
    private final Set<LeaseSpace> full = Collections.newSetFromMap(new IdentityHashMap<>());

    OpenPools(
            Request request, Link link, Allocator allocator, Reserved reserved, LeaseDraft draft) {
        this.request = request;
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
            Optional<Allocator.Choice> choice =
                    choose(ia.type(), asked.address(), asked.prefixLength());
            if (choice.isPresent()) {
                return choice;
            }
        }
        for (Lease former : draft.findBinding(ia.binding(request.clientId()))) {
            Optional<Allocator.Choice> choice =
                    former.state() == LeaseState.REGISTERED
                            ? Optional.empty()
                            : choose(ia.type(), former.address(), former.prefixLength());
            if (choice.isPresent()) {
                return choice;
            }
        }
        return search(ia);
    }

    private Optional<Allocator.Choice> choose(LeaseType type, Ipv6Address address, int length) {
        return isFree(address) && Allocator.isAssignable(type, address)
                ? find(type, address, length).map(s -> new Allocator.Choice(s, address))
                : Optional.empty();
    }

    private Optional<Allocator.Choice> search(IaRequest ia) {
        for (LeaseSpace space : byPrefixLength(ia)) {
            if (full.contains(space)) {
                continue;
            }
            Optional<Allocator.Choice> choice =
                    allocator.choose(
                            List.of(space),
                            request.clientId(),
                            ia.iaid(),
                            (first, last, bits) -> firstFree(space, first, last, bits));
            if (choice.isPresent()) {
                return choice;
            }
            full.add(space);
        }
        return Optional.empty();
    }

    /** The first one that nobody holds and that is reserved for nobody. */
    private @Nullable Ipv6Address firstFree(
            LeaseSpace space, Ipv6Address first, Ipv6Address last, int bits) {
        Ipv6Address from = first;
        while (from.compareTo(last) <= 0) {
            Ipv6Address found = draft.firstFree(from, last, bits, request.now());
            if (found == null) {
                return null;
            }
            Optional<Ipv6Address> end = reserved.reservedUpTo(space, found);
            if (end.isEmpty()) {
                return found;
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
