package io.tandem6.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.wire.Octets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table against plain collections, with so many leases that every part of it is at work. */
class LeaseTablePropertyTest {
    private static final long NOW = 1_800_000_000L;
    private static final Comparator<Lease> BY_EXPIRY =
            Comparator.comparingLong(Lease::expire).thenComparing(Lease::address);

    /** The same answers, from collections of the library. */
    private static final class Model implements LeaseView {
        final TreeMap<Ipv6Address, Lease> leases = new TreeMap<>();
        final Map<BindingKey, TreeSet<Ipv6Address>> bindings = new HashMap<>();
        final TreeSet<Lease> running = new TreeSet<>(BY_EXPIRY);
        final TreeSet<Lease> reclaimed = new TreeSet<>(BY_EXPIRY);

        void apply(LeaseChange change) {
            Lease old = leases.remove(change.address());
            if (old != null) {
                bindings.getOrDefault(old.bindingKey(), new TreeSet<>()).remove(old.address());
                running.remove(old);
                reclaimed.remove(old);
            }
            if (change instanceof LeaseChange.Put put) {
                Lease lease = put.lease();
                leases.put(lease.address(), lease);
                if (lease.state() != LeaseState.DECLINED) {
                    bindings.computeIfAbsent(lease.bindingKey(), k -> new TreeSet<>())
                            .add(lease.address());
                }
                if (lease.state() == LeaseState.EXPIRED_RECLAIMED) {
                    reclaimed.add(lease);
                } else if (lease.validLifetime() != Lease.INFINITE) {
                    running.add(lease);
                }
            }
        }

        @Override
        public Lease find(Ipv6Address address) {
            return leases.get(address);
        }

        @Override
        public List<Lease> findBinding(BindingKey key) {
            return bindings.getOrDefault(key, new TreeSet<>()).stream().map(leases::get).toList();
        }

        @Override
        public List<Lease> page(Ipv6Address from, int limit) {
            return (from == null ? leases : leases.tailMap(from, false))
                    .values().stream().limit(limit).toList();
        }

        @Override
        public Set<Integer> lengths() {
            return leases.values().stream().map(Lease::prefixLength).collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 200000, 3000", "2, 300000, 50000", "3, 500000, 200000"})
    void answersAsPlainCollectionsWould(long seed, int steps, int world) {
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom checks = new SplittableRandom(~seed);
        LeaseTable table = new LeaseTable(seed);
        Model model = new Model();
        for (int step = 0; step < steps; step++) {
            // The table grows, and shrinks again, several times.
            boolean grows = step / Math.max(1, steps / 6) % 2 == 0;
            LeaseChange change = change(random, world, grows ? 4 : 1);
            table.apply(change);
            model.apply(change);
            assertThat(table.size()).isEqualTo(model.leases.size());
            if (step % 32 == 0) {
                checkOne(table, model, lease(checks, world), checks);
            }
        }
        checkAll(table, model);
        LeaseTable loaded = loaded(seed, steps, world);
        checkAll(loaded, model);
        List.copyOf(model.leases.values()).forEach(l -> loaded.apply(new LeaseChange.Delete(l)));
        assertThat(loaded.size()).isZero();
        assertThat(loaded.page(null, 1)).isEmpty();
        assertThat(loaded.lengths()).isEmpty();
        assertThat(loaded.expired(Long.MAX_VALUE, 1)).isEmpty();
        assertThat(loaded.totals(LeaseType.IA_NA)).isEqualTo(LeaseCounts.NONE);
    }

    private static LeaseTable loaded(long seed, int steps, int world) {
        SplittableRandom random = new SplittableRandom(seed);
        LeaseTableLoader loader = new LeaseTableLoader();
        for (int step = 0; step < steps; step++) {
            boolean grows = step / Math.max(1, steps / 6) % 2 == 0;
            loader.apply(change(random, world, grows ? 4 : 1));
        }
        return loader.finish();
    }

    private static LeaseChange change(SplittableRandom random, int world, int putsPerDelete) {
        Lease lease = lease(random, world);
        return random.nextInt(putsPerDelete + 1) == 0
                ? new LeaseChange.Delete(lease)
                : new LeaseChange.Put(lease);
    }

    private static void checkOne(
            LeaseTable table, Model model, Lease lease, SplittableRandom random) {
        Ipv6Address address = lease.address();
        assertThat(table.find(address)).isEqualTo(model.find(address));
        assertThat(table.findBinding(lease.bindingKey()))
                .isEqualTo(model.findBinding(lease.bindingKey()));
        assertThat(table.page(address, 3))
                .isEqualTo(first(3, model.leases.tailMap(address, false).values()));
        long instant = NOW - random.nextInt(100);
        assertThat(table.expired(instant, 2)).isEqualTo(before(model.running, instant));
        assertThat(table.expiredAfter(lease, instant, 2))
                .isEqualTo(before(model.running.tailSet(lease, false), instant));
        assertThat(table.reclaimedBefore(instant, 2)).isEqualTo(before(model.reclaimed, instant));
        int bits = lease.type() == LeaseType.IA_NA ? 0 : 72;
        Ipv6Address last = address.plusBlocks(random.nextInt(50), bits);
        assertThat(table.firstFree(address, last, bits, instant))
                .isEqualTo(model.firstFree(address, last, bits, instant));
    }

    private static List<Lease> first(int limit, Iterable<Lease> leases) {
        List<Lease> first = new ArrayList<>();
        for (Iterator<Lease> i = leases.iterator(); i.hasNext() && first.size() < limit; ) {
            first.add(i.next());
        }
        return first;
    }

    private static List<Lease> before(Iterable<Lease> order, long instant) {
        List<Lease> found = new ArrayList<>();
        for (Lease lease : order) {
            if (lease.expire() >= instant || found.size() == 2) {
                break;
            }
            found.add(lease);
        }
        return found;
    }

    private static void checkAll(LeaseTable table, Model model) {
        List<Lease> all = new ArrayList<>();
        table.forEach(all::add);
        assertThat(all).isEqualTo(List.copyOf(model.leases.values()));
        assertThat(table.lengths()).isEqualTo(model.lengths());
        assertThat(table.expired(Long.MAX_VALUE, Integer.MAX_VALUE))
                .isEqualTo(List.copyOf(model.running));
        assertThat(table.reclaimedBefore(Long.MAX_VALUE, Integer.MAX_VALUE))
                .isEqualTo(List.copyOf(model.reclaimed));
        for (LeaseType type : LeaseType.values()) {
            for (long subnet = 1; subnet <= 2; subnet++) {
                long wanted = subnet;
                assertThat(table.counts(subnet, type).total())
                        .isEqualTo(
                                all.stream()
                                        .filter(l -> l.type() == type && l.subnetId() == wanted)
                                        .count());
            }
            assertThat(table.totals(type).declined())
                    .isEqualTo(
                            all.stream()
                                    .filter(l -> l.type() == type)
                                    .filter(l -> l.state() == LeaseState.DECLINED)
                                    .count());
        }
        for (Lease lease : all) {
            assertThat(table.find(lease.address())).isEqualTo(lease);
        }
    }

    /** Any lease out of a world of so many addresses, with everything that a lease may have. */
    private static Lease lease(SplittableRandom random, int world) {
        int number = random.nextInt(world);
        boolean prefix = number % 4 == 0;
        byte[] duid = new byte[1 + random.nextInt(number % 100 == 0 ? 130 : 20)];
        duid[0] = (byte) random.nextInt(world / 3);
        duid[duid.length - 1] |= 1;
        LeaseState state =
                random.nextInt(8) == 0
                        ? LeaseState.values()[random.nextInt(5)]
                        : LeaseState.ASSIGNED;
        Lease lease =
                new Lease(
                        prefix ? LeaseType.IA_PD : LeaseType.IA_NA,
                        prefix
                                ? new Ipv6Address(0x20010db800000000L + ((long) number << 8), 0)
                                : new Ipv6Address(0xff00L << 48, number / 4 * 3 + number % 4),
                        prefix ? 56 : 128,
                        new Duid(Octets.of(duid)),
                        new Iaid(random.nextInt(4) - 2),
                        1 + random.nextInt(2),
                        random.nextInt(1000) == 0 ? Long.MAX_VALUE >> 2 : NOW - random.nextInt(100),
                        random.nextInt(5) == 0 ? Lease.INFINITE : 1 + random.nextInt(300),
                        random.nextInt(2) == 0 ? Lease.INFINITE : 1,
                        state,
                        random.nextBoolean(),
                        random.nextBoolean(),
                        hostname(random),
                        hardware(random),
                        random.nextInt(30) == 0 ? "{\"a\":\"\u00e9\"}" : null,
                        random.nextInt(30) == 0 ? 0xffffffffL : 0);
        return state == LeaseState.DECLINED ? lease.declined(NOW, 50) : lease;
    }

    private static String hostname(SplittableRandom random) {
        return switch (random.nextInt(40)) {
            case 0 -> "h\u00f6st.example".repeat(1 + random.nextInt(10));
            case 1 -> "x".repeat(2000 + random.nextInt(10));
            default -> "";
        };
    }

    private static HardwareAddress hardware(SplittableRandom random) {
        return random.nextInt(3) == 0
                ? null
                : new HardwareAddress(
                        random.nextInt(0x10000),
                        Octets.of(new byte[1 + random.nextInt(20)]),
                        random.nextInt(0x10000));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 64, 72})
    void theOneFreePlaceInAFullPoolIsFound(int bits) {
        int size = 50_000;
        LeaseTable table = new LeaseTable(1);
        Ipv6Address first = new Ipv6Address(0x20010db800000000L, 0);
        for (int i = 0; i < size; i++) {
            table.apply(new LeaseChange.Put(held(first.plusBlocks(i, bits), 1000)));
        }
        Ipv6Address last = first.plusBlocks(size - 1, bits);
        assertThat(table.firstFree(first, last, bits, NOW)).isNull();
        for (int hole : new int[] {0, 1, 127, 128, 7000, 31_111, size - 2, size - 1}) {
            Lease held = held(first.plusBlocks(hole, bits), 1000);
            table.apply(new LeaseChange.Delete(held));
            assertOnlyFree(table, first, last, bits, held.address());
            table.apply(new LeaseChange.Put(held));
            assertThat(table.firstFree(first, last, bits, NOW)).isNull();
            table.apply(new LeaseChange.Put(held.withState(LeaseState.RELEASED)));
            assertOnlyFree(table, first, last, bits, held.address());
            table.apply(new LeaseChange.Put(held(held.address(), 5)));
            assertThat(table.firstFree(first, last, bits, NOW)).isNull();
            assertThat(table.firstFree(first, last, bits, NOW + 6)).isEqualTo(held.address());
            table.apply(new LeaseChange.Put(held));
            assertThat(table.firstFree(first, last, bits, NOW + 6)).isNull();
        }
    }

    private static void assertOnlyFree(
            LeaseTable table, Ipv6Address first, Ipv6Address last, int bits, Ipv6Address hole) {
        assertThat(table.firstFree(first, last, bits, NOW)).isEqualTo(hole);
        assertThat(table.firstFree(hole, last, bits, NOW)).isEqualTo(hole);
        if (!hole.equals(last)) {
            assertThat(table.firstFree(hole.plusBlocks(1, bits), last, bits, NOW)).isNull();
        }
    }

    private static Lease held(Ipv6Address address, long seconds) {
        return Lease.assigned(
                LeaseType.IA_NA,
                address,
                128,
                new Duid(Octets.of(new byte[] {0, 3, 0, 1, 2, 3, 4, 5, 6, 7})),
                new Iaid((int) address.low()),
                1,
                NOW,
                seconds,
                seconds);
    }

    @Test
    void aLeaseAmongThePrefixesThatIsNoneOfThemHidesNothing() {
        LeaseTable table = new LeaseTable(1);
        Ipv6Address first = Ipv6Address.parse("3000::");
        for (int i = 0; i < 5000; i++) {
            if (i != 2500) {
                table.apply(new LeaseChange.Put(held(first.plusBlocks(i, 64), 1000)));
            }
        }
        table.apply(new LeaseChange.Put(held(first.plusBlocks(2450, 64).plus(5), 1000)));
        assertThat(table.firstFree(first, first.plusBlocks(4999, 64), 64, NOW))
                .isEqualTo(first.plusBlocks(2500, 64));
    }
}
