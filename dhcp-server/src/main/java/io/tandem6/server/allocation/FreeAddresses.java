package io.tandem6.server.allocation;

import io.tandem6.address.Ipv6Address;
import org.jspecify.annotations.Nullable;

/** Knows which addresses and prefixes nobody holds. */
@FunctionalInterface
public interface FreeAddresses {
    /**
     * The first free one of a row of addresses, null if none is.
     *
     * @param first the first one
     * @param last the last one, not below {@code first}
     * @param bits they are 2<sup>{@code bits}</sup> apart, 0..127
     */
    @Nullable Ipv6Address first(Ipv6Address first, Ipv6Address last, int bits);
}
