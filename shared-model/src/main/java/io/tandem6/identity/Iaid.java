package io.tandem6.identity;

/**
 * Identity association identifier: 4 opaque octets chosen by the client (RFC 9915 section 12).
 *
 * @param bits the 4 octets, network byte order
 */
public record Iaid(int bits) {
    /**
     * The IAID with this unsigned value.
     *
     * @throws IllegalArgumentException outside 0..4294967295
     */
    public static Iaid of(long unsigned) {
        if (unsigned < 0 || unsigned > 0xffffffffL) {
            throw new IllegalArgumentException("an IAID is 0..4294967295, not " + unsigned);
        }
        return new Iaid((int) unsigned);
    }

    /** The value as Kea prints it, 0..4294967295. */
    public long unsigned() {
        return Integer.toUnsignedLong(bits);
    }

    @Override
    public String toString() {
        return Long.toString(unsigned());
    }
}
