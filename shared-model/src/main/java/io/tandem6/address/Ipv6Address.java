package io.tandem6.address;

import java.math.BigInteger;
import java.util.Optional;

/**
 * An IPv6 address as two 64-bit halves, ordered as an unsigned 128-bit number.
 *
 * @param high the first 8 octets, network byte order
 * @param low the last 8 octets, network byte order
 */
public record Ipv6Address(long high, long low) implements Comparable<Ipv6Address> {
    /** The unspecified address {@code ::}. */
    public static final Ipv6Address UNSPECIFIED = new Ipv6Address(0, 0);

    /** Octets in an address. */
    public static final int LENGTH = 16;

    /** Reads 16 octets of {@code bytes} from {@code offset}. */
    public static Ipv6Address of(byte[] bytes, int offset) {
        return new Ipv6Address(uint64(bytes, offset), uint64(bytes, offset + 8));
    }

    /**
     * Reads the text forms of RFC 4291 section 2.2.
     *
     * @throws IllegalArgumentException if {@code text} is no IPv6 address
     */
    public static Ipv6Address parse(String text) {
        return tryParse(text)
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + text + "' is no IPv6 address"));
    }

    /** As {@link #parse}, with an empty result for text that is no IPv6 address. */
    public static Optional<Ipv6Address> tryParse(String text) {
        return Optional.ofNullable(AddressText.parse(text));
    }

    /** The 16 octets. */
    public byte[] toBytes() {
        byte[] bytes = new byte[LENGTH];
        copyTo(bytes, 0);
        return bytes;
    }

    /** Writes the 16 octets into {@code target} at {@code offset}. */
    public void copyTo(byte[] target, int offset) {
        for (int i = 0; i < 8; i++) {
            target[offset + i] = (byte) (high >>> (56 - 8 * i));
            target[offset + 8 + i] = (byte) (low >>> (56 - 8 * i));
        }
    }

    /** True for {@code ::}. */
    public boolean isUnspecified() {
        return high == 0 && low == 0;
    }

    /** True inside fe80::/10. */
    public boolean isLinkLocal() {
        return (high >>> 54) == (0xfe80L >>> 6);
    }

    /** True inside ff00::/8. */
    public boolean isMulticast() {
        return (high >>> 56) == 0xff;
    }

    /** This address plus {@code offset} (unsigned), wrapping at the end of the address space. */
    public Ipv6Address plus(long offset) {
        long sum = low + offset;
        return new Ipv6Address(Long.compareUnsigned(sum, low) < 0 ? high + 1 : high, sum);
    }

    /**
     * This address plus {@code blocks} (unsigned) times 2<sup>{@code bits}</sup>, wrapping.
     *
     * @throws IllegalArgumentException unless {@code bits} is 0..128
     */
    public Ipv6Address plusBlocks(long blocks, int bits) {
        if (bits < 0 || bits > 128) {
            throw new IllegalArgumentException("blocks of 2^" + bits + " addresses");
        }
        if (bits == 0) {
            return plus(blocks);
        }
        if (bits >= 64) {
            return new Ipv6Address(bits == 128 ? high : high + (blocks << (bits - 64)), low);
        }
        Ipv6Address moved = plus(blocks << bits);
        return new Ipv6Address(moved.high + (blocks >>> (64 - bits)), moved.low);
    }

    /** The address as an unsigned number. */
    public BigInteger toBigInteger() {
        return new BigInteger(1, toBytes());
    }

    @Override
    public int compareTo(Ipv6Address other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** The canonical text of RFC 5952. */
    @Override
    public String toString() {
        return AddressText.format(high, low);
    }

    private static long uint64(byte[] bytes, int offset) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (bytes[offset + i] & 0xff);
        }
        return value;
    }
}
