package io.tandem6.address;

/**
 * An IPv6 prefix. Bits beyond {@code length} are kept as given, because Kea accepts and prints
 * them; {@link #first()} has them cleared.
 *
 * @param address any address inside the prefix
 * @param length number of significant bits, 0..128
 */
public record Ipv6Prefix(Ipv6Address address, int length) {
    /** Checks the length. */
    public Ipv6Prefix {
        if (length < 0 || length > 128) {
            throw new IllegalArgumentException(
                    "Invalid prefix length " + length + ", 0..128 allowed");
        }
    }

    /**
     * Reads {@code address/length}.
     *
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static Ipv6Prefix parse(String text) {
        int slash = text.indexOf('/');
        String length = slash < 0 ? "" : text.substring(slash + 1).strip();
        if (!length.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no IPv6 prefix (address/length expected)");
        }
        return new Ipv6Prefix(
                Ipv6Address.parse(text.substring(0, slash).strip()), Integer.parseInt(length));
    }

    /** The lowest address of the prefix. */
    public Ipv6Address first() {
        return new Ipv6Address(address.high() & highMask(), address.low() & lowMask());
    }

    /** The highest address of the prefix. */
    public Ipv6Address last() {
        return new Ipv6Address(address.high() | ~highMask(), address.low() | ~lowMask());
    }

    /** True if {@code candidate} lies inside. */
    public boolean contains(Ipv6Address candidate) {
        return ((candidate.high() ^ address.high()) & highMask()) == 0
                && ((candidate.low() ^ address.low()) & lowMask()) == 0;
    }

    /** True if all of {@code other} lies inside. */
    public boolean contains(Ipv6Prefix other) {
        return other.length >= length && contains(other.address);
    }

    /** All addresses. */
    public AddressRange range() {
        return new AddressRange(first(), last());
    }

    private long highMask() {
        return length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
    }

    private long lowMask() {
        return length <= 64 ? 0 : -1L << (128 - length);
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
