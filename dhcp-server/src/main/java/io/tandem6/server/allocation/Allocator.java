package io.tandem6.server.allocation;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.AllocatorKind;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.LeaseType;
import io.tandem6.wire.Octets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Picks a free address or prefix for a client. Unless the subnet has an {@code allocator} the
 * search starts at a place that depends on the client alone, so that a client is offered the same
 * address again and again, also by the other server, while different clients rarely meet; from
 * there it goes on to the next free one.
 *
 * <p>Remembers where the last search of an {@code iterative} pool ended, which decides nothing but
 * where the next one starts. For one thread.
 */
public final class Allocator {
    private static final long SUBNET_ROUTER_ANYCAST = 0; // RFC 4291 section 2.6.1
    private static final long ETHERNET_BLOCK = 0x02005efffeL; // and 24 bits; RFC 4291, RFC 6543
    private static final long SUBNET_ANYCAST = 0xfdffffffffffff80L >>> 7; // RFC 2526

    private final long seed;
    private final SplittableRandom random;
    private final Map<Ipv6Address, Ipv6Address> nextOfPool = new HashMap<>();

    /** Creates an allocator; {@code seed} decides where each client's search starts. */
    public Allocator(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /**
     * A free address or prefix for a client.
     *
     * @param spaces where to look, most wanted first
     * @param free what nobody holds
     * @return the choice, or nothing if every pool is exhausted
     */
    public Optional<Choice> choose(
            List<LeaseSpace> spaces, Duid duid, Iaid iaid, FreeAddresses free) {
        long hash = hash(duid.octets(), iaid.bits());
        for (LeaseSpace space : spaces) {
            Ipv6Address found = search(space, hash, free);
            if (found != null) {
                return Optional.of(new Choice(space, found));
            }
        }
        return Optional.empty();
    }

    private @Nullable Ipv6Address search(LeaseSpace space, long hash, FreeAddresses free) {
        Ipv6Address first = space.at(0);
        Ipv6Address last = space.at(space.count() - 1);
        Ipv6Address start = start(space, hash);
        Ipv6Address found = search(space, start, last, free);
        if (found == null && !start.equals(first)) {
            found = search(space, first, last, free);
        }
        if (found != null && space.allocator() == AllocatorKind.ITERATIVE) {
            nextOfPool.put(first, found.equals(last) ? first : space.after(found));
        }
        return found;
    }

    private Ipv6Address start(LeaseSpace space, long hash) {
        return switch (space.allocator()) {
            case OWN_PLACE -> space.at(Long.remainderUnsigned(hash, space.count()));
            case ITERATIVE -> nextOfPool.getOrDefault(space.at(0), space.at(0));
            case RANDOM, FREE_LEASE_QUEUE -> space.at(random.nextLong(space.count()));
        };
    }

    private static @Nullable Ipv6Address search(
            LeaseSpace space, Ipv6Address start, Ipv6Address last, FreeAddresses free) {
        Ipv6Address from = start;
        while (from.compareTo(last) <= 0) {
            Ipv6Address found = free.first(from, last, 128 - space.prefixLength());
            if (found == null || isAssignable(space.type(), found)) {
                return found;
            }
            Ipv6Address reserved = lastReserved(found);
            if (reserved.compareTo(last) >= 0) {
                return null;
            }
            from = reserved.plus(1);
        }
        return null;
    }

    /** Where the reserved addresses end that {@code address} is one of. */
    private static Ipv6Address lastReserved(Ipv6Address address) {
        long low = address.low();
        int bits = low >>> 24 == ETHERNET_BLOCK ? 24 : low >>> 7 == SUBNET_ANYCAST ? 7 : 0;
        return new Ipv6Address(address.high(), low | (1L << bits) - 1);
    }

    /**
     * RFC 9915 section 13.1: interface identifiers that IANA keeps reserved (RFC 5453) are not
     * given to clients.
     */
    public static boolean isAssignable(LeaseType type, Ipv6Address address) {
        long identifier = address.low();
        return type != LeaseType.IA_NA
                || (identifier != SUBNET_ROUTER_ANYCAST
                        && identifier >>> 24 != ETHERNET_BLOCK
                        && identifier >>> 7 != SUBNET_ANYCAST);
    }

    private long hash(Octets octets, int iaid) {
        long h = seed ^ (iaid * 0x9e3779b97f4a7c15L);
        for (int i = 0; i < octets.length(); i++) {
            h = (h ^ octets.at(i)) * 0x100000001b3L;
        }
        h ^= h >>> 33;
        h *= 0xff51afd7ed558ccdL;
        h ^= h >>> 33;
        h *= 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }

    /**
     * What was picked.
     *
     * @param space the pool
     * @param address the address, or the first one of the prefix
     */
    public record Choice(LeaseSpace space, Ipv6Address address) {}
}
