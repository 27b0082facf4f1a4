package io.tandem6.server.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.fake.ConfigText;
import io.tandem6.server.fake.IndentedText;
import io.tandem6.wire.Octets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllocatorTest {
    private static final Iaid IAID = new Iaid(1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a single address             | pool 2001:db8::5              | 1",
                "a single address as a prefix | pool 2001:db8::5/128          | 1",
                "two                          | pool 2001:db8::5-2001:db8::6  | 2",
                "no power of two              | pool 2001:db8::5-2001:db8::69 | 101",
                "across a carry               | pool 2001:db8::fff0-2001:db8::1:000f | 32",
                "across interface identifiers | pool 2001:db8:0:0:ffff:ffff:ffff:fff0-2001:db8:0:1::f | 31",
                "without the router's anycast | pool 2001:db8::/120           | 255",
                "without subnet anycast       | pool 2001:db8::fdff:ffff:ffff:ff00/120 | 128",
                "nothing but subnet anycast   | pool 2001:db8::fdff:ffff:ffff:ff80/121 | 0",
                "IANA's Ethernet block        | pool 2001:db8::200:5eff:fe00:0/120 | 0",
                "beside that block            | pool 2001:db8::200:5eff:fd00:0/120 | 256",
                "one prefix                   | pd-pool 3000::/56 delegated-len 56 | 1",
                "prefixes                     | pd-pool 3000::/52 delegated-len 60 | 256",
                "prefixes across the middle   | pd-pool 3000::/60 delegated-len 68 | 256",
                "long prefixes                | pd-pool 3000::/120 delegated-len 128 | 256",
            })
    void givesEverythingInAPoolOnce(String about, String pool, int size) {
        List<LeaseSpace> spaces = spaces(pool);
        Allocator allocator = new Allocator(7);
        Set<Ipv6Address> taken = new HashSet<>();
        for (int i = 0; i < size; i++) {
            Optional<Allocator.Choice> choice =
                    allocator.choose(spaces, client(i), IAID, free(a -> !taken.contains(a)));
            assertThat(choice).as(about + ", number " + i).isPresent();
            Ipv6Address address = choice.get().address();
            assertThat(choice.get().space().contains(address, spaces.getFirst().prefixLength()))
                    .as("%s lies in the pool", address)
                    .isTrue();
            assertThat(taken.add(address)).isTrue();
        }
        assertThat(allocator.choose(spaces, client(size), IAID, free(a -> !taken.contains(a))))
                .as("now it is exhausted")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pool 2001:db8::/64                    | 128",
                "pool 2001:db8::/48                    | 128",
                "pool ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | 128",
                "pd-pool 2000::/3 delegated-len 65     | 65",
                "pd-pool 2000::/3 delegated-len 64     | 64",
                "pd-pool ::/0 delegated-len 128        | 128",
                "pd-pool 3000::/16 delegated-len 48    | 48",
            })
    void findsItsWayInPoolsOfAnySize(String pool, int length) {
        List<LeaseSpace> spaces = spaces(pool);
        Allocator allocator = new Allocator(7);
        Set<Ipv6Address> taken = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            Allocator.Choice choice =
                    allocator
                            .choose(spaces, client(i), IAID, free(a -> !taken.contains(a)))
                            .orElseThrow();
            assertThat(spaces.getFirst().contains(choice.address(), length)).isTrue();
            assertThat(taken.add(choice.address())).isTrue();
        }
    }

    @Test
    void aClientFindsTheSameAgain() {
        List<LeaseSpace> spaces = spaces("pool 2001:db8::/64");
        assertThat(new Allocator(7).choose(spaces, client(3), IAID, free(a -> true)))
                .isEqualTo(new Allocator(7).choose(spaces, client(3), IAID, free(a -> true)))
                .isNotEqualTo(new Allocator(8).choose(spaces, client(3), IAID, free(a -> true)))
                .isNotEqualTo(new Allocator(7).choose(spaces, client(4), IAID, free(a -> true)))
                .isNotEqualTo(
                        new Allocator(7).choose(spaces, client(3), new Iaid(2), free(a -> true)));
    }

    @Test
    void anIterativeSearchGoesOnWhereTheLastOneEnded() {
        List<LeaseSpace> spaces = spaces("allocator iterative", "pool 2001:db8::5-2001:db8::8");
        Allocator allocator = new Allocator(7);
        Ipv6Address held = Ipv6Address.parse("2001:db8::7");
        List<String> found = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            allocator
                    .choose(spaces, client(1), IAID, free(a -> !a.equals(held)))
                    .ifPresent(c -> found.add(c.address().toString()));
        }
        assertThat(found)
                .as("one after the other, without the one in use, and from the start again")
                .containsExactly(
                        "2001:db8::5", "2001:db8::6", "2001:db8::8", "2001:db8::5", "2001:db8::6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "free_lease_queue"})
    void aRandomSearchDoesNotDependOnTheClient(String kind) {
        List<LeaseSpace> spaces = spaces("allocator " + kind, "pd-pool 3000::/32 delegated-len 64");
        Allocator allocator = new Allocator(7);
        Set<Ipv6Address> found = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            found.add(
                    allocator
                            .choose(spaces, client(1), IAID, free(a -> true))
                            .orElseThrow()
                            .address());
        }
        assertThat(found).as("of 2^32 prefixes").hasSizeGreaterThan(95);
    }

    @Test
    void thePoolsAreTriedInOrder() {
        List<LeaseSpace> spaces = spaces("pool 2001:db8::5", "pool 2001:db8::7");
        Ipv6Address first = Ipv6Address.parse("2001:db8::5");
        Allocator allocator = new Allocator(7);
        assertThat(allocator.choose(spaces, client(1), IAID, free(a -> true)))
                .hasValueSatisfying(c -> assertThat(c.address()).isEqualTo(first));
        assertThat(allocator.choose(spaces, client(1), IAID, free(a -> !a.equals(first))))
                .hasValueSatisfying(c -> assertThat(c.address()).hasToString("2001:db8::7"));
        assertThat(allocator.choose(List.of(), client(1), IAID, free(a -> true))).isEmpty();
    }

    @Test
    void whatIsReservedIsPassedInOneStep() {
        int[] steps = {0};
        FreeAddresses nothingTaken =
                (first, last, bits) -> {
                    steps[0]++;
                    return first;
                };
        assertThat(
                        new Allocator(7)
                                .choose(
                                        spaces("pool 2001:db8::200:5eff:fe00:0/104"),
                                        client(1),
                                        IAID,
                                        nothingTaken))
                .isEmpty();
        assertThat(steps[0]).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "3000::, 56, true",
        "3000:0:0:100::, 56, true",
        "3000:0:0:180::, 56, false",
        "3000::, 57, false",
        "3000::, 128, false",
        "3000:0:1::, 56, false"
    })
    void aPrefixPoolHoldsPrefixesOfItsLengthOnly(String first, int length, boolean held) {
        LeaseSpace space = spaces("pd-pool 3000::/48 delegated-len 56").getFirst();
        assertThat(space.contains(Ipv6Address.parse(first), length)).isEqualTo(held);
    }

    private static FreeAddresses free(Predicate<Ipv6Address> test) {
        return (first, last, bits) -> {
            Ipv6Address address = first;
            while (!test.test(address)) {
                if (address.compareTo(last) >= 0) {
                    return null;
                }
                address = address.plusBlocks(1, bits);
            }
            return address;
        };
    }

    private static Duid client(int number) {
        byte[] octets = ByteBuffer.allocate(6).putShort((short) 4).putInt(number).array();
        return new Duid(Octets.of(octets));
    }

    private static List<LeaseSpace> spaces(String... pools) {
        StringBuilder config = new StringBuilder("config\n  subnet 1 2001:db8::/32\n");
        for (String pool : pools) {
            config.append("    ").append(pool).append('\n');
        }
        LeaseType type =
                pools[pools.length - 1].startsWith("pd-pool") ? LeaseType.IA_PD : LeaseType.IA_NA;
        return LeaseSpace.of(
                ConfigText.subnets(
                        IndentedText.parse(config.toString().lines().toList()).getFirst()),
                type,
                Set.of());
    }
}
