package io.tandem6.server.exchange;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.lease.LeaseView;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lease table as it will be after the decision being made: what one association of a message is
 * given or gives back, the next one must see. Lives only during one decision.
 */
final class LeaseDraft {
    private final LeaseView before;
    private final Map<Ipv6Address, LeaseChange> changes = new LinkedHashMap<>();
    private boolean asks;

    LeaseDraft(LeaseView before) {
        this.before = before;
    }

    /** The lease of an address, in whatever state. */
    @Nullable Lease find(Ipv6Address address) {
        return switch (changes.get(address)) {
            case null -> before.find(address);
            case LeaseChange.Put put -> put.lease();
            case LeaseChange.Delete delete -> null;
        };
    }

    /**
     * The leases of a binding that this decision has not touched: an expired one may have gone to
     * another association of the same message.
     */
    List<Lease> findBinding(BindingKey key) {
        return before.findBinding(key).stream()
                .filter(lease -> !changes.containsKey(lease.address()))
                .toList();
    }

    /** True if nobody holds the address at {@code now} (Unix seconds). */
    boolean isFree(Ipv6Address address, long now) {
        Lease lease = find(address);
        return lease == null || !lease.isInUse(now);
    }

    /**
     * As {@link LeaseView#firstFree}, with what this decision gives back and without what it gives.
     */
    @Nullable Ipv6Address firstFree(Ipv6Address first, Ipv6Address last, int bits, long now) {
        AddressRange range = new AddressRange(first, last);
        Ipv6Address givenBack =
                changes.keySet().stream()
                        .filter(range::contains)
                        .filter(a -> new Ipv6Prefix(a, 128 - bits).first().equals(a))
                        .filter(a -> isFree(a, now))
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        Ipv6Address found = before.firstFree(first, last, bits, now);
        while (found != null && !isFree(found, now)) {
            found =
                    found.equals(last)
                            ? null
                            : before.firstFree(found.plusBlocks(1, bits), last, bits, now);
        }
        if (found == null || givenBack == null) {
            return found == null ? givenBack : found;
        }
        return found.compareTo(givenBack) <= 0 ? found : givenBack;
    }

    /** Adds or replaces a lease; one whose valid lifetime is 0 is over. */
    void put(Lease lease) {
        changes.put(lease.address(), LeaseChange.of(lease));
    }

    /** Removes a lease. */
    void delete(Lease lease) {
        changes.put(lease.address(), new LeaseChange.Delete(lease));
    }

    /** What has been decided stands only if the partner agrees. */
    void ask() {
        asks = true;
    }

    /** True if that is so. */
    boolean asks() {
        return asks;
    }

    /** True if something has been decided about the address. */
    boolean hasChanged(Ipv6Address address) {
        return changes.containsKey(address);
    }

    /** True if nothing has been decided so far. */
    boolean isUntouched() {
        return changes.isEmpty();
    }

    /** What has been decided so far, at most one change of each address. */
    List<LeaseChange> changes() {
        return List.copyOf(changes.values());
    }
}
