package io.tandem6.server.continuity;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import io.tandem6.config.PdPool;
import io.tandem6.config.Pool;
import io.tandem6.config.Subnet;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.lease.LeaseView;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How much a server has left to give away of its own half, in each subnet. What is there is counted
 * once, some leases at a time; from then on each change of a lease changes a number. A pool that
 * lies only in part where prefixes are delegated counts as if all of it were like its first
 * address. Event loop only.
 */
public final class OwnHalf {
    private static final Comparator<Kind> ORDER =
            Comparator.comparingLong(Kind::subnetId).thenComparing(Kind::type);

    private final Map<LeaseType, TreeMap<Ipv6Address, Span>> pools = new EnumMap<>(LeaseType.class);
    private final Map<Kind, BigInteger> totals = new TreeMap<>(ORDER);
    private final Map<Kind, Long> taken = new HashMap<>();
    private @Nullable Basis basis;
    private @Nullable Ipv6Address counted;
    private boolean complete;

    /**
     * What is counted together.
     *
     * @param subnetId of the subnet
     * @param type addresses or prefixes
     */
    public record Kind(long subnetId, LeaseType type) {}

    /**
     * By what is counted.
     *
     * @param subnets with the pools
     * @param ownership who owns what
     * @param half whose is counted
     */
    public record Basis(List<Subnet> subnets, Ownership ownership, Half half) {
        boolean isSame(@Nullable Basis other) {
            return other != null
                    && subnets == other.subnets
                    && ownership == other.ownership
                    && half == other.half;
        }
    }

    private record Span(Kind kind, AddressRange range, int length) {}

    /** Nothing is counted before {@link #count}. */
    public OwnHalf() {
        for (LeaseType type : LeaseType.values()) {
            pools.put(type, new TreeMap<>());
        }
    }

    /**
     * Counts by {@code next} from now on, or not at all if it is null; begins anew if that is
     * another basis than before.
     *
     * @param leases all there are
     * @param limit most leases to look at in this call
     * @return true if there are more to look at
     */
    public boolean count(@Nullable Basis next, LeaseView leases, int limit) {
        if (next == null || !next.isSame(basis)) {
            begin(next);
        }
        if (next == null || complete) {
            return false;
        }
        List<Lease> page = leases.page(counted, limit);
        page.forEach(lease -> add(lease, 1));
        complete = page.size() < limit;
        counted = complete ? null : page.getLast().address();
        return !complete;
    }

    private void begin(@Nullable Basis next) {
        basis = next;
        counted = null;
        complete = false;
        taken.clear();
        totals.clear();
        pools.values().forEach(Map::clear);
        if (next != null) {
            for (Subnet subnet : next.subnets()) {
                for (Pool pool : subnet.pools()) {
                    add(next, subnet, LeaseType.IA_NA, pool.range(), 128);
                }
                for (PdPool pool : subnet.pdPools()) {
                    add(
                            next,
                            subnet,
                            LeaseType.IA_PD,
                            pool.prefix().range(),
                            pool.delegatedLength());
                }
            }
        }
    }

    private void add(Basis by, Subnet subnet, LeaseType type, AddressRange range, int length) {
        Kind kind = new Kind(subnet.id(), type);
        spans(type).put(range.first(), new Span(kind, range, length));
        totals.merge(kind, by.ownership().count(range, length, by.half()), BigInteger::add);
    }

    private TreeMap<Ipv6Address, Span> spans(LeaseType type) {
        return pools.computeIfAbsent(type, t -> new TreeMap<>());
    }

    /** The lease of an address is another one; null for none. */
    public void changed(@Nullable Lease before, @Nullable Lease after) {
        Lease any = before == null ? after : before;
        if (any == null || !isCounted(any.address())) {
            return;
        }
        if (before != null) {
            add(before, -1);
        }
        if (after != null) {
            add(after, 1);
        }
    }

    /** What has not been looked at yet is counted when it is. */
    private boolean isCounted(Ipv6Address address) {
        Ipv6Address at = counted;
        return complete || (at != null && address.compareTo(at) <= 0);
    }

    private void add(Lease lease, int difference) {
        boolean takes =
                switch (lease.state()) {
                    case ASSIGNED, DECLINED, REGISTERED -> true;
                    case EXPIRED_RECLAIMED, RELEASED -> false;
                };
        Basis by = basis;
        if (!takes || by == null) {
            return;
        }
        Map.Entry<Ipv6Address, Span> found = spans(lease.type()).floorEntry(lease.address());
        if (found != null
                && found.getValue().length() == lease.prefixLength()
                && found.getValue().range().contains(lease.address())
                && by.ownership()
                        .owner(lease.address(), lease.prefixLength())
                        .filter(by.half()::equals)
                        .isPresent()) {
            taken.merge(found.getValue().kind(), (long) difference, Long::sum);
        }
    }

    /**
     * How many addresses and prefixes of the own half nobody has, at most {@link Long#MAX_VALUE};
     * empty while that is not known.
     */
    public SequencedMap<Kind, Long> free() {
        SequencedMap<Kind, Long> free = new TreeMap<>(ORDER);
        if (complete) {
            totals.forEach(
                    (kind, total) -> {
                        BigInteger left =
                                total.subtract(BigInteger.valueOf(taken.getOrDefault(kind, 0L)));
                        free.put(
                                kind,
                                left.bitLength() < Long.SIZE ? left.longValue() : Long.MAX_VALUE);
                    });
        }
        return free;
    }

    /** Of which there is something in the own half, and all of it is taken. */
    public Set<Kind> exhausted() {
        Set<Kind> exhausted = new TreeSet<>(ORDER);
        free().forEach(
                        (kind, left) -> {
                            if (left == 0
                                    && totals.getOrDefault(kind, BigInteger.ZERO).signum() > 0) {
                                exhausted.add(kind);
                            }
                        });
        return exhausted;
    }
}
