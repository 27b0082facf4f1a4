package io.tandem6.server.statistics;

import io.tandem6.config.PdPool;
import io.tandem6.config.Pool;
import io.tandem6.config.Subnet;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.lease.LeaseCounts;
import io.tandem6.server.lease.LeaseTable;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts leases: how many there are follows every change of the table, whoever makes it; how many
 * were given follows what clients get. Only configured subnets are counted one by one.
 */
public final class LeaseStatistics {
    private static final long POOL_ID_DEFAULT = 0;

    private final Statistics statistics;
    private final LeaseTable table;
    private Map<Long, SubnetScopes> bySubnet = Map.of();

    /** Made when the first pool with a number of its own is configured. */
    private @Nullable PoolTally pools;

    /** Becomes the observer of {@code table}; counts what is in it once configured. */
    public LeaseStatistics(Statistics statistics, LeaseTable table) {
        this.statistics = statistics;
        this.table = table;
        table.observe(this::changed);
    }

    /**
     * The names of a subnet's statistics.
     *
     * @param subnet of all leases of a type
     * @param pools of those of a type from the pools with one number
     */
    private record SubnetScopes(
            Map<LeaseType, Scope> subnet, Map<LeaseType, Map<Long, Scope>> pools) {
        static SubnetScopes of(Subnet subnet) {
            Map<LeaseType, Scope> own = new EnumMap<>(LeaseType.class);
            Map<LeaseType, Map<Long, Scope>> pools = new EnumMap<>(LeaseType.class);
            for (LeaseType type : LeaseType.values()) {
                own.put(type, Scope.subnet(subnet.id(), type));
                Map<Long, Scope> ofType = new HashMap<>();
                LeaseStatistics.totals(subnet, type)
                        .keySet()
                        .forEach(id -> ofType.put(id, Scope.pool(subnet.id(), id, type)));
                pools.put(type, ofType);
            }
            return new SubnetScopes(own, pools);
        }

        Scope subnet(LeaseType type) {
            return Objects.requireNonNull(subnet.get(type));
        }

        Map<Long, Scope> pools(LeaseType type) {
            return pools.getOrDefault(type, Map.of());
        }

        boolean hasNumberedPools() {
            return pools.values().stream()
                    .flatMap(ofType -> ofType.keySet().stream())
                    .anyMatch(id -> id != POOL_ID_DEFAULT);
        }

        /** Of the pool that a lease is from, if that is configured. */
        @Nullable Scope pool(Lease lease) {
            return pools(lease.type()).get(lease.poolId());
        }
    }

    /**
     * Counts by these subnets from now on: those of others disappear, how much there is to give and
     * how much of it is given is computed anew.
     */
    void configure(List<Subnet> subnets) {
        Map<Long, SubnetScopes> next = new HashMap<>();
        subnets.forEach(subnet -> next.put(subnet.id(), SubnetScopes.of(subnet)));
        forgetAllBut(next);
        bySubnet = next;
        if (pools == null && next.values().stream().anyMatch(SubnetScopes::hasNumberedPools)) {
            pools = new PoolTally(table);
        }
        subnets.forEach(this::recount);
        for (LeaseType type : LeaseType.values()) {
            Scope server = Scope.server(type);
            server.names().forEach(statistics::declare);
            correct(server, table.totals(type));
        }
    }

    private void forgetAllBut(Map<Long, SubnetScopes> next) {
        Set<String> kept = new HashSet<>();
        next.values()
                .forEach(
                        scopes -> {
                            scopes.subnet().values().forEach(s -> kept.addAll(s.names()));
                            scopes.pools()
                                    .values()
                                    .forEach(
                                            pools ->
                                                    pools.values()
                                                            .forEach(s -> kept.addAll(s.names())));
                        });
        statistics.removeIf(
                name -> {
                    int end = name.indexOf("].");
                    return name.startsWith(Scope.SUBNET)
                            && end > 0
                            && !kept.contains(name)
                            && !(next.containsKey(
                                            Long.valueOf(
                                                    name.substring(Scope.SUBNET.length(), end)))
                                    && name.startsWith("v6-allocation-fail", end + 2));
                });
    }

    private void recount(Subnet subnet) {
        SubnetScopes scopes = bySubnet.get(subnet.id());
        if (scopes == null) {
            return;
        }
        for (LeaseType type : LeaseType.values()) {
            Map<Long, BigInteger> totals = totals(subnet, type);
            BigInteger total = totals.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
            LeaseCounts counts = table.counts(subnet.id(), type);
            begin(scopes.subnet(type), total, counts);
            scopes.pools(type)
                    .forEach(
                            (id, scope) ->
                                    begin(
                                            scope,
                                            totals.getOrDefault(id, BigInteger.ZERO),
                                            pools == null
                                                    ? counts
                                                    : pools.counts(subnet.id(), type, id)));
        }
    }

    private void begin(Scope scope, BigInteger total, LeaseCounts counts) {
        scope.names().forEach(statistics::declare);
        statistics.set(scope.total(), total);
        correct(scope, counts);
    }

    private void correct(Scope scope, LeaseCounts counts) {
        correct(scope.assigned(), counts.assignedOrDeclined());
        correct(scope.declined(), counts.declined());
        correct(scope.registered(), counts.registered());
    }

    private void correct(String name, long value) {
        if (!name.isEmpty()) {
            statistics.correct(name, value);
        }
    }

    /** How much there is to give, by number of pool. */
    private static Map<Long, BigInteger> totals(Subnet subnet, LeaseType type) {
        Map<Long, BigInteger> totals = new HashMap<>();
        totals.put(POOL_ID_DEFAULT, BigInteger.ZERO);
        switch (type) {
            case IA_NA -> {
                for (Pool pool : subnet.pools()) {
                    totals.merge(pool.id(), pool.range().size(), BigInteger::add);
                }
            }
            case IA_PD -> {
                for (PdPool pool : subnet.pdPools()) {
                    int bits = pool.delegatedLength() - pool.prefix().length();
                    totals.merge(pool.id(), BigInteger.ONE.shiftLeft(bits), BigInteger::add);
                }
            }
        }
        return totals;
    }

    private void changed(@Nullable Lease before, @Nullable Lease after) {
        if (before != null) {
            count(before, -1);
        }
        if (after != null) {
            count(after, 1);
        }
    }

    private void count(Lease lease, int difference) {
        if (pools != null) {
            pools.add(lease, difference);
        }
        switch (lease.state()) {
            case ASSIGNED -> add(lease, Scope::assigned, difference);
            case DECLINED -> {
                add(lease, Scope::assigned, difference);
                add(lease, Scope::declined, difference);
            }
            case REGISTERED -> add(lease, Scope::registered, difference);
            case EXPIRED_RECLAIMED, RELEASED -> {}
        }
    }

    /**
     * A client got a lease that it did not hold.
     *
     * @param before the lease of the address until then, if there was one
     */
    void granted(Lease lease, @Nullable Lease before) {
        boolean registered = lease.state() == LeaseState.REGISTERED;
        add(lease, registered ? Scope::cumulativeRegistered : Scope::cumulative, 1);
        if (before != null && isUnreclaimed(before.state())) {
            add(before, Scope::reclaimed, 1);
        }
    }

    private static boolean isUnreclaimed(LeaseState state) {
        return state == LeaseState.ASSIGNED || state == LeaseState.RELEASED;
    }

    /** A client got what it holds once more, as it was. */
    void reused(Lease lease) {
        add(lease, Scope::reused, 1);
    }

    /** A lease ended by itself. */
    public void reclaimed(Lease lease) {
        add(lease, Scope::reclaimed, 1);
        if (lease.state() == LeaseState.DECLINED) {
            add(lease, Scope::reclaimedDeclined, 1);
        }
    }

    private void add(Lease lease, Function<Scope, String> name, int difference) {
        add(name.apply(Scope.server(lease.type())), difference);
        SubnetScopes subnet = bySubnet.get(lease.subnetId());
        if (subnet != null) {
            add(name.apply(subnet.subnet(lease.type())), difference);
            Scope pool = subnet.pool(lease);
            if (pool != null) {
                add(name.apply(pool), difference);
            }
        }
    }

    private void add(String name, int difference) {
        if (!name.isEmpty()) {
            statistics.add(name, difference);
        }
    }
}
