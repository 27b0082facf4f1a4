package io.tandem6.server.lease;

import io.tandem6.address.Ipv6Address;
import org.jspecify.annotations.Nullable;

/** A search for the first free one of addresses, or prefixes, that lie at equal distances. */
final class FreeSearch {
    private final Ipv6Address last;
    private final int bits;
    private final long now;
    private Ipv6Address candidate;
    private @Nullable Ipv6Address result;

    /**
     * Searches from {@code first} to {@code last}, both included, every 2<sup>{@code bits}</sup>
     * addresses, for what nobody holds at {@code now} (Unix seconds).
     */
    FreeSearch(Ipv6Address first, Ipv6Address last, int bits, long now) {
        this.candidate = first;
        this.last = last;
        this.bits = bits;
        this.now = now;
    }

    /** What is free, null if nothing is. */
    @Nullable Ipv6Address result() {
        return result;
    }

    long now() {
        return now;
    }

    RowKey key() {
        return new RowKey(0, candidate.high(), candidate.low());
    }

    /** The address that it has come to is free. Always true. */
    boolean found() {
        result = candidate;
        return true;
    }

    /** Compares with the next row; true if the search is over. */
    boolean passes(long high, long low, long heldUntil) {
        int order =
                high != candidate.high()
                        ? Long.compareUnsigned(high, candidate.high())
                        : Long.compareUnsigned(low, candidate.low());
        if (order < 0) {
            return false;
        }
        if (order > 0 || heldUntil < now) {
            return found();
        }
        if (candidate.compareTo(last) >= 0) {
            return true;
        }
        candidate = candidate.plusBlocks(1, bits);
        return false;
    }

    /** After the last row before {@code end}: true, and found, unless the next row may be here. */
    boolean comesBefore(@Nullable RowKey end) {
        return (end == null || RowKey.compare(0, candidate.high(), candidate.low(), end) < 0)
                && found();
    }

    boolean standsAt(RowKey key) {
        return candidate.high() == key.high() && candidate.low() == key.low();
    }

    /** True if {@code part}, at whose beginning the search stands, has nothing free. */
    boolean canPass(RowNode part, @Nullable RowKey end) {
        if (end == null || part.heldUntil < now || part.zeroBits < bits || bits == 128) {
            return false;
        }
        if (RowNode.zeroBits(end.high(), end.low()) < bits) {
            return false;
        }
        long low = end.low() - candidate.low();
        long borrow = Long.compareUnsigned(end.low(), candidate.low()) < 0 ? 1 : 0;
        long high = end.high() - candidate.high() - borrow;
        long blocks;
        if (bits >= 64) {
            blocks = high >>> (bits - 64);
        } else if (high >>> bits != 0) {
            return false;
        } else {
            blocks = bits == 0 ? low : high << (64 - bits) | low >>> bits;
        }
        return blocks == part.count();
    }

    /** Goes on at {@code end}; true if that is beyond what is searched. */
    boolean passTo(@Nullable RowKey end) {
        if (end == null) {
            throw new IllegalArgumentException("nowhere to go");
        }
        candidate = new Ipv6Address(end.high(), end.low());
        return candidate.compareTo(last) > 0;
    }
}
