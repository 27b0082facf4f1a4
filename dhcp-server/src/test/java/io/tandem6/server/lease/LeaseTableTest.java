package io.tandem6.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseTableTest {
    private static final long NOW = 1_800_000_000L;

    private final LeaseTable table = new LeaseTable();

    /** Every answer is compared with that of a plain list after every change. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void answersAsAPlainListWould(long seed) {
        Random random = new Random(seed);
        TreeMap<Ipv6Address, Lease> model = new TreeMap<>();
        TreeMap<Ipv6Address, Lease> observed = new TreeMap<>();
        table.observe((before, after) -> observe(observed, before, after));
        for (int step = 0; step < 1500; step++) {
            Lease lease = Leases.random(random, NOW);
            if (random.nextInt(3) == 0) {
                table.apply(new LeaseChange.Delete(lease));
                model.remove(lease.address());
            } else {
                table.apply(new LeaseChange.Put(lease));
                model.put(lease.address(), lease);
            }
            check(model, lease, random);
            assertThat(observed).isEqualTo(model);
        }
        assertThat(model).hasSizeGreaterThan(10);
        List.copyOf(model.values()).forEach(l -> table.apply(new LeaseChange.Delete(l)));
        assertThat(table.size()).isZero();
        assertThat(table.expired(Long.MAX_VALUE, 1)).isEmpty();
        assertThat(table.reclaimedBefore(Long.MAX_VALUE, 1)).isEmpty();
        assertThat(table.counts(1, LeaseType.IA_NA)).isEqualTo(LeaseCounts.NONE);
    }

    private static void observe(
            TreeMap<Ipv6Address, Lease> observed, @Nullable Lease before, @Nullable Lease after) {
        if (before != null) {
            assertThat(observed.remove(before.address())).isEqualTo(before);
        }
        if (after != null) {
            assertThat(observed.put(after.address(), after)).isNull();
        }
    }

    private void check(TreeMap<Ipv6Address, Lease> model, Lease lease, Random random) {
        assertThat(table.find(lease.address())).isEqualTo(model.get(lease.address()));
        assertThat(table.size()).isEqualTo(model.size());
        BindingKey key = lease.bindingKey();
        assertThat(table.findBinding(key))
                .isEqualTo(
                        select(
                                model,
                                l ->
                                        l.bindingKey().equals(key)
                                                && l.state() != LeaseState.DECLINED));
        int limit = 1 + random.nextInt(5);
        assertThat(table.page(lease.address(), limit))
                .isEqualTo(
                        model.tailMap(lease.address(), false).values().stream()
                                .limit(limit)
                                .toList());
        assertThat(table.expired(NOW, 100))
                .isEqualTo(
                        byExpiry(
                                model,
                                l ->
                                        l.isExpired(NOW)
                                                && l.state() != LeaseState.EXPIRED_RECLAIMED));
        assertThat(table.reclaimedBefore(NOW - 20, 100))
                .isEqualTo(
                        byExpiry(
                                model,
                                l ->
                                        l.expire() < NOW - 20
                                                && l.state() == LeaseState.EXPIRED_RECLAIMED));
        assertThat(table.counts(lease.subnetId(), lease.type()).assignedOrDeclined())
                .isEqualTo(
                        select(
                                        model,
                                        l ->
                                                l.subnetId() == lease.subnetId()
                                                        && l.type() == lease.type()
                                                        && l.state().code() < 2)
                                .size());
        assertThat(table.totals(lease.type()).total())
                .isEqualTo(select(model, l -> l.type() == lease.type()).size());
        assertThat(table.totals(lease.type()).reclaimed())
                .isEqualTo(
                        select(
                                        model,
                                        l ->
                                                l.type() == lease.type()
                                                        && l.state()
                                                                == LeaseState.EXPIRED_RECLAIMED)
                                .size());
    }

    private static List<Lease> select(TreeMap<?, Lease> model, Predicate<Lease> wanted) {
        return model.values().stream().filter(wanted).toList();
    }

    private static List<Lease> byExpiry(TreeMap<?, Lease> model, Predicate<Lease> wanted) {
        return model.values().stream()
                .filter(wanted)
                .sorted(Comparator.comparingLong(Lease::expire).thenComparing(Lease::address))
                .toList();
    }

    @Test
    void anExpiryLimitIsKept() {
        for (int i = 0; i < 5; i++) {
            table.apply(
                    new LeaseChange.Put(Leases.address("2001:db8::" + i, "000102", NOW - 10, 5)));
        }
        assertThat(table.expired(NOW, 3)).hasSize(3);
        assertThat(table.expired(NOW - 5, 3)).as("the last second counts").isEmpty();
    }

    @Test
    void deletingWhatIsNotThereChangesNothing() {
        table.apply(new LeaseChange.Delete(Leases.address("2001:db8::1", "000102", NOW, 5)));
        assertThat(table.size()).isZero();
    }

    @Test
    void forEachAscends() {
        table.apply(new LeaseChange.Put(Leases.prefix("ff00:1::", 48, "000102", NOW, 5)));
        table.apply(new LeaseChange.Put(Leases.address("2001:db8::1", "000102", NOW, 5)));
        table.apply(new LeaseChange.Put(Leases.address("8000::1", "000102", NOW, 5)));
        List<String> seen = new ArrayList<>();
        table.forEach(l -> seen.add(l.address().toString()));
        assertThat(seen).containsExactly("2001:db8::1", "8000::1", "ff00:1::");
    }
}
