package io.tandem6.server.lease;

import io.tandem6.config.LeaseChecks;
import io.tandem6.config.Subnet;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the addresses that are loaded against the configured subnets ({@code sanity-checks}): after
 * a renumbering leases may have the number of a subnet that they do not lie in. What is corrected
 * is corrected in memory, and in the file when the lease is written next. Prefixes may lie
 * anywhere.
 */
public final class LeaseSanityCheck {
    private final LeaseChecks checks;
    private final Map<Long, Subnet> subnets = new HashMap<>();
    private long corrected;
    private long leftOut;
    private long kept;
    private @Nullable Lease example;

    /** Checks in this way against {@code configured}. */
    public LeaseSanityCheck(LeaseChecks checks, List<Subnet> configured) {
        this.checks = checks;
        configured.forEach(subnet -> subnets.put(subnet.id(), subnet));
    }

    /** The change as it is to be applied. */
    public LeaseChange checked(LeaseChange change) {
        return change instanceof LeaseChange.Put(Lease lease) && !isSane(lease)
                ? change(lease)
                : change;
    }

    private boolean isSane(Lease lease) {
        if (checks == LeaseChecks.NONE || lease.type() == LeaseType.IA_PD) {
            return true;
        }
        Subnet subnet = subnets.get(lease.subnetId());
        return subnet != null && subnet.prefix().contains(lease.address());
    }

    private LeaseChange change(Lease lease) {
        if (example == null) {
            example = lease;
        }
        Optional<Subnet> right =
                switch (checks) {
                    case FIX, FIX_DEL ->
                            subnets.values().stream()
                                    .filter(subnet -> subnet.prefix().contains(lease.address()))
                                    .findFirst();
                    case NONE, WARN, DEL -> Optional.empty();
                };
        if (right.isPresent()) {
            corrected++;
            return new LeaseChange.Put(lease.withSubnetId(right.get().id()));
        }
        return switch (checks) {
            case NONE, WARN, FIX -> {
                kept++;
                yield new LeaseChange.Put(lease);
            }
            case FIX_DEL, DEL -> {
                leftOut++;
                yield new LeaseChange.Delete(lease);
            }
        };
    }

    /** What was found, if anything was. */
    public Optional<Finding> finding() {
        return Optional.ofNullable(example)
                .map(first -> new Finding(first, corrected, leftOut, kept));
    }

    /**
     * Leases that were loaded with the number of a subnet that they do not lie in. One that is in
     * the file several times counts as often.
     *
     * @param example the first of them
     * @param corrected got the number of the subnet that they lie in
     * @param leftOut were not loaded
     * @param kept stay as they are
     */
    public record Finding(Lease example, long corrected, long leftOut, long kept) {}
}
