package io.tandem6.identity;

import io.tandem6.wire.Octets;

/**
 * A DHCP Unique Identifier (RFC 9915 section 11): opaque octets, of use only in comparison. What a
 * DUID consists of is a matter of {@link DuidContents}, and no decision rests on it.
 *
 * @param octets type and contents, 1..130 octets. RFC 9915 wants 3 or more; Kea 2.2 stores the
 *     single octet 00 for declined leases, so shorter ones must be storable.
 */
public record Duid(Octets octets) implements Comparable<Duid> {
    /** Shortest DUID that a packet may carry: the 2-octet type and 1 octet. */
    public static final int LENGTH_MIN = 3;

    /** Longest DUID: the 2-octet type and 128 octets. */
    public static final int LENGTH_MAX = 130;

    /** Stands for "nobody" in declined leases; every version of Kea accepts these three octets. */
    public static final Duid EMPTY = new Duid(Octets.of(new byte[3]));

    /** Checks the length. */
    public Duid {
        if (octets.isEmpty() || octets.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a DUID has 1 to " + LENGTH_MAX + " octets, not " + octets.length());
        }
    }

    /**
     * Reads hexadecimal text, with or without {@code :}.
     *
     * @throws IllegalArgumentException if {@code text} is not hexadecimal or too long
     */
    public static Duid parse(String text) {
        return new Duid(Octets.parseHex(text));
    }

    /** True for the placeholders that servers write: one to three zero octets. */
    public boolean isPlaceholder() {
        return octets.length() <= LENGTH_MIN && isEmpty();
    }

    /** True for what stands for "nobody" in a declined lease: one or more zero octets. */
    public boolean isEmpty() {
        for (int i = 0; i < octets.length(); i++) {
            if (octets.at(i) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Duid other) {
        return octets.compareTo(other.octets);
    }

    /** {@code 00:01:...}, as Kea prints it. */
    @Override
    public String toString() {
        return octets.toColonHex();
    }
}
