package io.tandem6.server.exchange;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.HostReservation;
import io.tandem6.config.HostReservation.ReservedPrefix;
import io.tandem6.config.Subnet;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.allocation.LeaseSpace;
import io.tandem6.server.sender.FoundHosts;
import io.tandem6.server.sender.HostIndex;
import io.tandem6.server.subnet.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is reserved for one client, and for others, on its link. */
final class Reserved {
    private final Link link;
    private final FoundHosts hosts;
    private final HostIndex index;

    Reserved(Link link, FoundHosts hosts, HostIndex index) {
        this.link = link;
        this.hosts = hosts;
        this.index = index;
    }

    /**
     * An address or prefix that is reserved for the client.
     *
     * @param prefix with length 128 for an address
     * @param place whose rules apply
     */
    record Resource(Ipv6Prefix prefix, Place place) {
        boolean is(Ipv6Address address, int length) {
            return prefix.length() == length && prefix.first().equals(address);
        }
    }

    /**
     * Everything of this type, in order. What the subnets of the link have counts before what is
     * reserved outside of subnets, and then nothing of the latter.
     */
    List<Resource> resources(LeaseType type) {
        List<Resource> all = new ArrayList<>();
        boolean own = false;
        for (Subnet subnet : link.subnets()) {
            Optional<HostReservation> host = hosts.own(subnet);
            own |= host.isPresent();
            host.ifPresent(h -> add(all, type, subnet, h));
        }
        if (!own && link.selected().reservationMode().global()) {
            hosts.global().ifPresent(h -> add(all, type, link.selected(), h));
        }
        return all;
    }

    private static void add(
            List<Resource> all, LeaseType type, Subnet subnet, HostReservation host) {
        switch (type) {
            case IA_NA ->
                    host.addresses()
                            .forEach(
                                    a ->
                                            add(
                                                    all,
                                                    subnet,
                                                    new ReservedPrefix(
                                                            new Ipv6Prefix(a, 128),
                                                            Optional.empty())));
            case IA_PD -> host.prefixes().forEach(p -> add(all, subnet, p));
        }
    }

    /** Where reservations are promised to lie outside of pools, those inside do not count. */
    private static void add(List<Resource> all, Subnet subnet, ReservedPrefix reserved) {
        if (!subnet.reservationMode().outOfPool() || !isInPool(subnet, reserved.prefix())) {
            all.add(
                    new Resource(
                            reserved.prefix(),
                            new Place(subnet, Optional.empty(), reserved.excluded())));
        }
    }

    private static boolean isInPool(Subnet subnet, Ipv6Prefix prefix) {
        AddressRange range = prefix.range();
        return subnet.pools().stream().anyMatch(p -> p.range().overlaps(range))
                || subnet.pdPools().stream().anyMatch(p -> p.prefix().range().overlaps(range));
    }

    /** The reservation that a lease fulfils. */
    Optional<Resource> of(Lease lease) {
        return resources(lease.type()).stream()
                .filter(r -> r.is(lease.address(), lease.prefixLength()))
                .findFirst();
    }

    /** The last of the reserved addresses, of whomever, that hold part of a thing in a pool. */
    Optional<Ipv6Address> reservedUpTo(LeaseSpace pool, Ipv6Address address) {
        AddressRange thing = new Ipv6Prefix(address, pool.prefixLength()).range();
        return index.reserved(pool.subnet(), thing).map(AddressRange::last);
    }
}
