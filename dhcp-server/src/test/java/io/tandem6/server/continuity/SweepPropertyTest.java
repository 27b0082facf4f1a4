package io.tandem6.server.continuity;

import static io.tandem6.server.continuity.Rows.NOW;
import static io.tandem6.server.continuity.Rows.ODD;
import static io.tandem6.server.continuity.Rows.lease;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.lease.LeaseTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A whole table of which nobody knows whether the partner has it, gone through while leases change:
 * compared with a plain set of the addresses that the partner may lack.
 */
class SweepPropertyTest {
    private static final int LEASES = 200;

    private final Outstanding outstanding = new Outstanding();
    private final LeaseTable table = new LeaseTable();
    private final Set<Ipv6Address> lacking = new HashSet<>();
    private final List<SentLease> underWay = new ArrayList<>();
    private long clock = NOW;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatThePartnerMayLackIsToldItInTheEnd(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < LEASES; i++) {
            put(any(random));
        }
        begin(random.nextLong(NOW - 50, NOW + 1));
        for (int step = 0; step < 3000; step++) {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> change(any(random));
                case 3 -> takePartnersWord(any(random));
                case 4, 5, 6 -> send(1 + random.nextInt(7));
                case 7, 8, 9 -> acknowledge(random);
                case 10 -> {
                    if (random.nextInt(200) == 0) {
                        begin(0);
                    }
                }
                default -> underWay.clear();
            }
            assertKnown(address(random));
        }
        while (!outstanding.isEmpty()) {
            send(50);
            underWay.forEach(this::acknowledged);
            underWay.clear();
        }
        assertThat(lacking).isEmpty();
        assertThat(outstanding.hasUnproven()).isFalse();
    }

    private static Ipv6Address address(Random random) {
        return ODD.plus(random.nextInt(2 * LEASES));
    }

    private Lease any(Random random) {
        return lease(address(random), random.nextInt(9), clock - random.nextInt(100), 100);
    }

    private void put(Lease lease) {
        table.apply(new LeaseChange.Put(lease));
    }

    private void begin(long from) {
        outstanding.unknown(
                table,
                lease -> lease.clientLastTransmission() >= from,
                lease -> true,
                clock,
                clock);
        table.forEach(
                lease -> {
                    if (lease.clientLastTransmission() >= from) {
                        lacking.add(lease.address());
                    }
                });
    }

    private void change(Lease lease) {
        clock++;
        outstanding.changed(lease, table.find(lease.address()), End.WANTED, clock, clock);
        put(lease);
        outstanding.durable(lease);
        lacking.add(lease.address());
    }

    private void takePartnersWord(Lease lease) {
        put(lease);
        outstanding.settled(lease.address());
        lacking.remove(lease.address());
    }

    private void send(int limit) {
        List<SentLease> batch = outstanding.take(limit, clock, List.of(), Set.of());
        batch.forEach(
                sent -> {
                    assertThat(lacking).contains(sent.address());
                    assertThat(sent.lease()).isEqualTo(table.find(sent.address()));
                });
        underWay.addAll(batch);
    }

    private void acknowledge(Random random) {
        if (!underWay.isEmpty()) {
            acknowledged(underWay.remove(random.nextInt(underWay.size())));
        }
    }

    private void acknowledged(SentLease sent) {
        OutstandingLease entry = outstanding.find(sent.address());
        outstanding.acknowledged(sent, clock);
        if (entry != null && entry.version() == sent.entry().version()) {
            lacking.remove(sent.address());
        }
    }

    private void assertKnown(Ipv6Address address) {
        OutstandingLease entry = outstanding.find(address);
        assertThat(entry != null).as("account of %s", address).isEqualTo(lacking.contains(address));
        if (entry != null) {
            assertThat(entry.lease()).isEqualTo(table.find(address));
        }
    }
}
