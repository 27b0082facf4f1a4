package io.tandem6.server.sender;

import io.tandem6.address.AddressRange;
import io.tandem6.config.HostIdentifier;
import io.tandem6.config.HostReservation;
import io.tandem6.config.Subnet;
import io.tandem6.server.subnet.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reservations of a configuration, found by client and by address without a search. */
public final class HostIndex {
    /** No reservations. */
    public static final HostIndex NONE = new HostIndex(List.of(), List.of());

    private final Map<HostIdentifier, HostReservation> global;
    private final ReservedRanges globalRanges;
    private final Map<Long, Map<HostIdentifier, HostReservation>> bySubnet = new HashMap<>();
    private final Map<Long, ReservedRanges> ranges = new HashMap<>();

    /** An index of the reservations of {@code subnets} and of those outside of them. */
    public HostIndex(List<Subnet> subnets, List<HostReservation> outside) {
        global = byIdentifier(outside);
        globalRanges = ranges(outside);
        for (Subnet subnet : subnets) {
            if (!subnet.reservations().isEmpty()) {
                bySubnet.put(subnet.id(), byIdentifier(subnet.reservations()));
                ranges.put(subnet.id(), ranges(subnet.reservations()));
            }
        }
    }

    private static Map<HostIdentifier, HostReservation> byIdentifier(List<HostReservation> hosts) {
        Map<HostIdentifier, HostReservation> index = HashMap.newHashMap(hosts.size());
        hosts.forEach(host -> index.put(host.identifier(), host));
        return index;
    }

    private static ReservedRanges ranges(List<HostReservation> hosts) {
        List<AddressRange> all = new ArrayList<>();
        for (HostReservation host : hosts) {
            host.addresses().forEach(a -> all.add(new AddressRange(a, a)));
            host.prefixes().forEach(p -> all.add(p.prefix().range()));
        }
        return new ReservedRanges(all);
    }

    /** The reservation outside of subnets for the first of {@code identifiers} that has one. */
    Optional<HostReservation> global(List<HostIdentifier> identifiers) {
        return find(global, identifiers);
    }

    /** What is reserved for a client on {@code link}, as far as its subnets look. */
    FoundHosts find(Link link, List<HostIdentifier> identifiers) {
        Map<Long, HostReservation> found = new HashMap<>();
        for (Subnet subnet : link.subnets()) {
            if (subnet.reservationMode().inSubnet()) {
                find(bySubnet.getOrDefault(subnet.id(), Map.of()), identifiers)
                        .ifPresent(host -> found.put(subnet.id(), host));
            }
        }
        return new FoundHosts(
                link.subnets().stream().anyMatch(s -> s.reservationMode().global())
                        ? global(identifiers)
                        : Optional.empty(),
                found);
    }

    private static Optional<HostReservation> find(
            Map<HostIdentifier, HostReservation> index, List<HostIdentifier> identifiers) {
        if (index.isEmpty()) {
            return Optional.empty();
        }
        return identifiers.stream()
                .flatMap(id -> Optional.ofNullable(index.get(id)).stream())
                .findFirst();
    }

    /**
     * The reserved addresses, of whomever, that clients of {@code subnet} are not given out of a
     * pool and that share an address with {@code addresses}.
     */
    public Optional<AddressRange> reserved(Subnet subnet, AddressRange addresses) {
        Optional<AddressRange> own = Optional.empty();
        if (subnet.reservationMode().inSubnet() && !subnet.reservationMode().outOfPool()) {
            own = ranges.getOrDefault(subnet.id(), ReservedRanges.NONE).overlapping(addresses);
        }
        return own.isEmpty() && subnet.reservationMode().global()
                ? globalRanges.overlapping(addresses)
                : own;
    }
}
