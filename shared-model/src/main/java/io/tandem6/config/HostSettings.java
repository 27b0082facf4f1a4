package io.tandem6.config;

import java.util.List;
import java.util.Optional;

/**
 * How clients are recognized, and the reservations of no subnet.
 *
 * @param reservations those that stand outside of subnets
 * @param identifiers by what to look, in this order
 * @param earlyGlobalLookup look for those of no subnet before the subnet is selected
 * @param flexId how the flexible identifier is made
 */
public record HostSettings(
        List<HostReservation> reservations,
        List<HostIdentifier.Type> identifiers,
        boolean earlyGlobalLookup,
        Optional<FlexId> flexId) {
    /** No reservations. */
    public static final HostSettings NONE =
            new HostSettings(
                    List.of(),
                    List.of(HostIdentifier.Type.HW_ADDRESS, HostIdentifier.Type.DUID),
                    false,
                    Optional.empty());

    /** Copies the lists. */
    public HostSettings {
        reservations = List.copyOf(reservations);
        identifiers = List.copyOf(identifiers);
    }
}
