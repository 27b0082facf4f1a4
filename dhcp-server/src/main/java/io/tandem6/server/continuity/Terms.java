package io.tandem6.server.continuity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What two partners agree on.
 *
 * @param primary name of the primary
 * @param secondary name of the other server
 * @param split how many of 256 parts of all addresses are the primary's, 0..256
 * @param mcltSeconds the maximum client lead time (RFC 8156): so long may a client hold a lease
 *     beyond what the partner knows
 * @param spaces the pools
 * @param hash the same for the same terms on every server, 16 hexadecimal digits
 */
public record Terms(
        String primary,
        String secondary,
        int split,
        long mcltSeconds,
        List<Space> spaces,
        String hash) {
    private static final long HASH_BASIS = 0xcbf29ce484222325L;
    private static final long HASH_PRIME = 0x100000001b3L;

    /** Copies the list. */
    public Terms {
        spaces = List.copyOf(spaces);
    }

    /** Terms and their hash. */
    public Terms(
            String primary, String secondary, int split, long mcltSeconds, List<Space> spaces) {
        this(
                primary,
                secondary,
                split,
                mcltSeconds,
                spaces,
                hash(List.of(primary, secondary, split, mcltSeconds, spaces).toString()));
    }

    /** Quick, as the hash says it all. */
    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Terms terms
                        && hash.equals(terms.hash)
                        && split == terms.split
                        && mcltSeconds == terms.mcltSeconds
                        && primary.equals(terms.primary)
                        && secondary.equals(terms.secondary)
                        && spaces.equals(terms.spaces));
    }

    /** Who owns what. */
    public Ownership ownership() {
        return new Ownership(spaces, split);
    }

    /** The hash of a text, by which two servers see whether theirs are the same. */
    public static String hash(String text) {
        long hash = HASH_BASIS;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * HASH_PRIME;
        }
        return "%016x".formatted(hash);
    }
}
