package io.tandem6.address;

import java.math.BigInteger;

/**
 * All addresses from {@code first} to {@code last}, both included.
 *
 * @param first lowest address
 * @param last highest address, not below {@code first}
 */
public record AddressRange(Ipv6Address first, Ipv6Address last) {
    /** Checks the order. */
    public AddressRange {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException(
                    "range ends before it starts: " + first + "-" + last);
        }
    }

    /** True if {@code address} lies inside. */
    public boolean contains(Ipv6Address address) {
        return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
    }

    /** True if both have an address in common. */
    public boolean overlaps(AddressRange other) {
        return first.compareTo(other.last) <= 0 && other.first.compareTo(last) <= 0;
    }

    /** Number of addresses, exact. */
    public BigInteger size() {
        return last.toBigInteger().subtract(first.toBigInteger()).add(BigInteger.ONE);
    }

    /** Number of addresses, or {@link Long#MAX_VALUE} if there are more. */
    public long sizeSaturated() {
        long highDifference = last.high() - first.high();
        if (Long.compareUnsigned(last.low(), first.low()) < 0) {
            highDifference--;
        }
        long difference = last.low() - first.low();
        boolean fits = highDifference == 0 && difference >= 0 && difference != Long.MAX_VALUE;
        return fits ? difference + 1 : Long.MAX_VALUE;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
