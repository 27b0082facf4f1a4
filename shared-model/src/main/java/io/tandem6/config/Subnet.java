package io.tandem6.config;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.wire.Octets;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code subnet6}, with everything inherited filled in.
 *
 * @param id 1..4294967294, unique
 * @param prefix the link's prefix
 * @param sharedNetwork name of the shared network it belongs to
 * @param interfaceName serves clients heard directly on this interface
 * @param interfaceId serves clients of relays that send this Interface-ID
 * @param relays serves clients of relays with one of these link-addresses
 * @param pools address pools, in file order
 * @param pdPools prefix pools, in file order
 * @param lifetimes lifetimes and timers
 * @param rapidCommit answer a Solicit with Rapid Commit by a Reply
 * @param guard who may use it, the guard of its shared network included
 * @param additionalClasses evaluated for clients here, those of its shared network last
 * @param options options offered to clients here, most specific first, without the global ones
 * @param leasing how its leases are found and kept
 * @param reservationMode which reservations count here
 * @param reservations what is kept for single clients
 * @param ddns what becomes of the names of clients
 * @param haServerName a server of the HA relationship that it belongs to, where there are several
 */
public record Subnet(
        long id,
        Ipv6Prefix prefix,
        Optional<String> sharedNetwork,
        Optional<String> interfaceName,
        Optional<Octets> interfaceId,
        List<Ipv6Address> relays,
        List<Pool> pools,
        List<PdPool> pdPools,
        Lifetimes lifetimes,
        boolean rapidCommit,
        ClassGuard guard,
        List<String> additionalClasses,
        List<OptionData> options,
        LeasePolicy leasing,
        ReservationMode reservationMode,
        List<HostReservation> reservations,
        DdnsSettings ddns,
        Optional<String> haServerName) {
    /** Highest subnet id; 4294967295 stands for "unused" in Kea. */
    public static final long ID_MAX = 0xffff_fffeL;

    /** Copies the lists. */
    public Subnet {
        relays = List.copyOf(relays);
        pools = List.copyOf(pools);
        pdPools = List.copyOf(pdPools);
        additionalClasses = List.copyOf(additionalClasses);
        reservations = List.copyOf(reservations);
        options = List.copyOf(options);
    }
}
