package io.tandem6.server.continuity;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import io.tandem6.config.PdPool;
import io.tandem6.config.Pool;
import io.tandem6.config.Subnet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of addresses that is leased in pieces of one size.
 *
 * @param range all of them
 * @param length 128 where addresses are leased, else the delegated length
 */
public record Space(AddressRange range, int length) {
    private static final Comparator<Space> ORDER =
            Comparator.comparing((Space space) -> space.range.first())
                    .thenComparing(space -> space.range.last())
                    .thenComparingInt(Space::length);

    /** The pools of all subnets, guarded by a class or not, in the order of their addresses. */
    public static List<Space> of(List<Subnet> subnets) {
        List<Space> spaces = new ArrayList<>();
        for (Subnet subnet : subnets) {
            for (Pool pool : subnet.pools()) {
                spaces.add(new Space(pool.range(), 128));
            }
            for (PdPool pool : subnet.pdPools()) {
                spaces.add(new Space(pool.prefix().range(), pool.delegatedLength()));
            }
        }
        return spaces.stream().sorted(ORDER).distinct().toList();
    }

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<Space> parse(String text) {
        int dash = text.indexOf('-');
        int slash = text.indexOf('/');
        if (dash < 0 || slash < dash || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        Optional<Ipv6Address> first = Ipv6Address.tryParse(text.substring(0, dash));
        Optional<Ipv6Address> last = Ipv6Address.tryParse(text.substring(dash + 1, slash));
        int length = Integer.parseInt(text.substring(slash + 1));
        return first.isEmpty()
                        || last.isEmpty()
                        || length < 1
                        || length > 128
                        || first.get().compareTo(last.get()) > 0
                ? Optional.empty()
                : Optional.of(new Space(new AddressRange(first.get(), last.get()), length));
    }

    /** As {@code 2001:db8::1-2001:db8::ff/128}. */
    @Override
    public String toString() {
        return range.first() + "-" + range.last() + "/" + length;
    }
}
