package io.tandem6.server.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What belongs to whom. */
class OwnershipTest {
    private static final Ipv6Address BASE = Ipv6Address.parse("2001:db8::");

    private static Space addresses(Ipv6Address first, long count) {
        return new Space(new AddressRange(first, first.plus(count - 1)), 128);
    }

    private static Space prefixes(String prefix, int length) {
        return new Space(Ipv6Prefix.parse(prefix).range(), length);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void halvesEveryStretchOfAddresses(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            Ipv6Address first = BASE.plus(random.nextLong(1L << 40));
            int count = random.nextInt(1, 600);
            Ownership ownership = new Ownership(List.of(addresses(first, count)), 128);
            int primary = 0;
            for (int k = 0; k < count; k++) {
                primary +=
                        ownership.owner(first.plus(k), 128).orElseThrow() == Half.PRIMARY ? 1 : 0;
            }
            assertThat(Math.abs(count - 2 * primary)).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 100, 200, 255, 256})
    void dealsOutAnyShareEvenly(int split) {
        Ownership ownership = new Ownership(List.of(), split);
        for (int start = 0; start < 600; start += 37) {
            int primary = 0;
            for (int k = 0; k < 256; k++) {
                primary +=
                        ownership.owner(BASE.plus(start + k), 128).orElseThrow() == Half.PRIMARY
                                ? 1
                                : 0;
            }
            assertThat(primary).isEqualTo(split);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatContainsSomethingHasItsOwner(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Space> spaces =
                List.of(
                        prefixes("2001:db8::/32", 56),
                        prefixes("2001:db8:0:10::/60", 64),
                        addresses(BASE.plus(0x100), 1000),
                        prefixes("2001:db8:8000::/33", 48));
        Ownership ownership = new Ownership(spaces, 128);
        for (int i = 0; i < 2000; i++) {
            Ipv6Address address =
                    new Ipv6Address(
                            BASE.high() | random.nextInt() & 0xffffffffL, random.nextLong());
            Optional<Half> outer = ownership.owner(new Ipv6Prefix(address, 48).first(), 48);
            for (int length = 48; length <= 128; length++) {
                assertThat(ownership.owner(new Ipv6Prefix(address, length).first(), length))
                        .isEqualTo(outer);
            }
            assertThat(ownership.owner(new Ipv6Prefix(address, 40).first(), 40)).isEmpty();
        }
    }

    @Test
    void dependsNeitherOnTheOrderNorOnTheLimitsOfPools() {
        List<Space> spaces = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            spaces.add(prefixes("2001:db8:%x::/48".formatted(i * 3), 56 + i % 3));
            spaces.add(addresses(BASE.plus(1000L * i), 10 + i));
        }
        Ownership one = new Ownership(spaces, 77);
        Collections.shuffle(spaces, new Random(3));
        spaces.add(addresses(BASE.plus(1L << 30), 5000));
        Ownership other = new Ownership(spaces, 77);
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 3000; i++) {
            Ipv6Address address = BASE.plus(random.nextLong(1L << 31));
            assertThat(other.owner(address, 128)).isEqualTo(one.owner(address, 128));
        }
    }

    @Test
    void anOddAddressIsThePrimarys() {
        Ownership ownership = new Ownership(List.of(), 128);

        assertThat(ownership.owner(Ipv6Address.parse("2001:db8::1"), 128)).contains(Half.PRIMARY);
        assertThat(ownership.owner(Ipv6Address.parse("2001:db8::2"), 128)).contains(Half.SECONDARY);
    }

    @Test
    void spacesCanBeWrittenAndRead() {
        for (Space space : List.of(prefixes("2001:db8::/32", 56), addresses(BASE, 7))) {
            assertThat(Space.parse(space.toString())).contains(space);
        }
        for (String text : List.of("", "-", "::1", "::2-::1/128", "::1-::2/129", "::1-::2/x")) {
            assertThat(Space.parse(text)).isEmpty();
        }
    }
}
