package io.tandem6.server.sender;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A set of addresses, held as ranges that do not touch: a row of reserved addresses, however long,
 * is found and passed by in one step.
 */
public final class ReservedRanges {
    /** No addresses. */
    static final ReservedRanges NONE = new ReservedRanges(List.of());

    private final List<AddressRange> ranges = new ArrayList<>();

    ReservedRanges(List<AddressRange> reserved) {
        List<AddressRange> sorted =
                reserved.stream().sorted(Comparator.comparing(AddressRange::first)).toList();
        for (AddressRange next : sorted) {
            AddressRange last = ranges.isEmpty() ? null : ranges.getLast();
            if (last != null && isJoined(last, next)) {
                ranges.removeLast();
                ranges.add(new AddressRange(last.first(), later(last.last(), next.last())));
            } else {
                ranges.add(next);
            }
        }
    }

    private static boolean isJoined(AddressRange earlier, AddressRange later) {
        return earlier.last().compareTo(later.first()) >= 0
                || earlier.last().plus(1).equals(later.first());
    }

    private static Ipv6Address later(Ipv6Address a, Ipv6Address b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** The range that shares an address with {@code addresses}, the first one if several do. */
    public Optional<AddressRange> overlapping(AddressRange addresses) {
        int low = 0;
        int high = ranges.size();
        // The first range that does not end before the addresses begin.
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ranges.get(middle).last().compareTo(addresses.first()) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < ranges.size() && ranges.get(low).overlaps(addresses)
                ? Optional.of(ranges.get(low))
                : Optional.empty();
    }
}
