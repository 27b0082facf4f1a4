package io.tandem6.server.sender;

import io.tandem6.config.HostReservation;
import io.tandem6.config.Subnet;
import java.util.Map;
import java.util.Optional;

/**
 * The reservations for one client.
 *
 * @param global the one outside of subnets
 * @param bySubnet those of the subnets of its link, by id
 */
public record FoundHosts(Optional<HostReservation> global, Map<Long, HostReservation> bySubnet) {
    /** Nothing is reserved. */
    public static final FoundHosts NONE = new FoundHosts(Optional.empty(), Map.of());

    /** Copies the map. */
    public FoundHosts {
        bySubnet = Map.copyOf(bySubnet);
    }

    /** True if anything is reserved. */
    public boolean isKnown() {
        return global.isPresent() || !bySubnet.isEmpty();
    }

    /** The subnet's own reservation. */
    public Optional<HostReservation> own(Subnet subnet) {
        return Optional.ofNullable(bySubnet.get(subnet.id()));
    }

    /** What counts for a client of {@code subnet}: its own reservation before the global one. */
    public Optional<HostReservation> current(Subnet subnet) {
        return own(subnet).or(() -> subnet.reservationMode().global() ? global : Optional.empty());
    }
}
