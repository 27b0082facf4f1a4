package io.tandem6.server.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.Subnet;
import io.tandem6.config.TextResolver;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.Leases;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of the own half is left, compared with looking at every address. */
class OwnHalfTest {
    private static final long NOW = 1_800_000_000L;

    private static final List<Subnet> SUBNETS =
            new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT)
                    .parse(
                            "test.json",
                            """
                            { "Dhcp6": { "subnet6": [
                              { "id": 1, "subnet": "2001:db8:1::/64",
                                "pools": [ { "pool": "2001:db8:1::3 - 2001:db8:1::1c" } ] },
                              { "id": 2, "subnet": "2001:db8:8::/48", "pd-pools": [
                                { "prefix": "2001:db8:8::", "prefix-len": 51, "delegated-len": 56 } ] } ] } }
                            """)
                    .config()
                    .orElseThrow()
                    .subnets();

    private static Ownership ownership(int split) {
        return new Ownership(Space.of(SUBNETS), split);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::, 2001:db8::, 128, 128",
        "2001:db8::1, 2001:db8::1, 128, 128",
        "2001:db8::7, 2001:db8::fff, 128, 100",
        "2001:db8::, 2001:db8:0:1fff:ffff:ffff:ffff:ffff, 56, 128",
        "2001:db8:8::, 2001:db8:8:1fff:ffff:ffff:ffff:ffff, 56, 128",
        "2001:db8:8::, 2001:db8:8:0f00::, 60, 77"
    })
    void theCountIsThatOfTheOwners(String first, String last, int length, int split) {
        AddressRange range = new AddressRange(Ipv6Address.parse(first), Ipv6Address.parse(last));
        Ownership ownership = ownership(split);
        for (Half half : Half.values()) {
            long expected = 0;
            for (Ipv6Address address = range.first();
                    range.contains(address);
                    address = address.plusBlocks(1, 128 - length)) {
                if (ownership.owner(address, length).filter(half::equals).isPresent()) {
                    expected++;
                }
            }
            assertThat(ownership.count(range, length, half)).isEqualTo(expected);
        }
    }

    @Test
    void aPoolOfAnySizeIsCountedAtOnce() {
        AddressRange all =
                new AddressRange(
                        Ipv6Address.parse("2001:db8:1::"),
                        Ipv6Address.parse("2001:db8:1::ffff:ffff:ffff:ffff"));

        assertThat(ownership(128).count(all, 128, Half.PRIMARY))
                .isEqualTo(BigInteger.ONE.shiftLeft(63));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4"})
    void followsEveryChangeWhileItIsStillCounting(long seed) {
        Random random = new Random(seed);
        Ownership ownership = ownership(128);
        OwnHalf.Basis basis = new OwnHalf.Basis(SUBNETS, ownership, Half.SECONDARY);
        OwnHalf own = new OwnHalf();
        LeaseTable table = new LeaseTable();
        for (int i = 0; i < 60; i++) {
            table.apply(LeaseChange.of(any(random)));
        }
        boolean more = own.count(basis, table, 3);
        assertThat(own.free()).isEmpty();
        for (int step = 0; step < 500 || more; step++) {
            Lease lease = any(random);
            Lease before = table.find(lease.address());
            table.apply(
                    random.nextInt(5) == 0
                            ? new LeaseChange.Delete(lease)
                            : new LeaseChange.Put(lease));
            own.changed(before, table.find(lease.address()));
            if (random.nextInt(4) == 0) {
                more = own.count(basis, table, 3);
            }
        }

        Map<OwnHalf.Kind, Long> left = new HashMap<>();
        left.put(kind(1, LeaseType.IA_NA), 13L);
        left.put(kind(2, LeaseType.IA_PD), 16L);
        table.forEach(
                lease -> {
                    if (isTaken(lease, ownership)) {
                        left.merge(kind(lease.subnetId(), lease.type()), -1L, Long::sum);
                    }
                });
        assertThat(own.free()).isEqualTo(left);
        own.count(null, table, 3);
        assertThat(own.free()).isEmpty();
    }

    private static OwnHalf.Kind kind(long subnet, LeaseType type) {
        return new OwnHalf.Kind(subnet, type);
    }

    private static boolean isTaken(Lease lease, Ownership ownership) {
        return ownership.isPooled(lease.address(), lease.prefixLength())
                && ownership
                        .owner(lease.address(), lease.prefixLength())
                        .filter(Half.SECONDARY::equals)
                        .isPresent()
                && switch (lease.state()) {
                    case ASSIGNED, DECLINED, REGISTERED -> true;
                    case EXPIRED_RECLAIMED, RELEASED -> false;
                };
    }

    /** Inside the pools and outside of them. */
    private static Lease any(Random random) {
        int number = random.nextInt(32);
        Lease lease =
                random.nextBoolean()
                        ? Leases.address("2001:db8:1::%x".formatted(number), "00030001", NOW, 100)
                        : Leases.prefix(
                                        "2001:db8:8:%x00::".formatted(number),
                                        random.nextInt(6) == 0 ? 60 : 56,
                                        "00030002",
                                        NOW,
                                        100)
                                .withSubnetId(2);
        return random.nextInt(3) == 0 ? lease.ended(NOW) : lease;
    }
}
