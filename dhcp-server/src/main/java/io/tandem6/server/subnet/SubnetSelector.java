package io.tandem6.server.subnet;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.Subnet;
import io.tandem6.message.RelayMessage;
import io.tandem6.option.InterfaceId;
import io.tandem6.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Selects a client's subnet (RFC 9915 section 13.1) in Kea's order.
 *
 * <p>Heard directly: the first subnet of the interface, else the subnet that contains the source
 * address. Relayed: by Interface-ID, else by the relay's configured address, else the subnet that
 * contains the link-address; of several relays the one closest to the client that says something
 * counts. Where no relay gives a usable link-address, Interface-ID alone decides, and without one
 * the relay is on the server's own link.
 */
public final class SubnetSelector {
    private final List<Subnet> subnets;
    private final Function<Subnet, OptionalInt> relationship;

    /** Selects among {@code subnets}, in this order. */
    public SubnetSelector(List<Subnet> subnets) {
        this(subnets, subnet -> OptionalInt.empty());
    }

    /**
     * The same for subnets of several HA relationships: those of a shared network that belong to
     * different ones are links of their own, since no server may give leases of both.
     *
     * @param relationship number of a subnet's relationship
     */
    public SubnetSelector(List<Subnet> subnets, Function<Subnet, OptionalInt> relationship) {
        this.subnets = List.copyOf(subnets);
        this.relationship = relationship;
    }

    /** The link of a client that belongs to {@code classes}, if one is configured. */
    public Optional<Link> select(Arrival arrival, Set<String> classes) {
        Predicate<Subnet> permitted = subnet -> subnet.guard().permits(classes);
        return selectSubnet(arrival, permitted).map(selected -> link(selected, permitted));
    }

    private Optional<Subnet> selectSubnet(Arrival arrival, Predicate<Subnet> permitted) {
        if (!arrival.isRelayed()) {
            return byInterface(arrival.interfaceName(), permitted)
                    .or(() -> byAddress(arrival.source(), permitted));
        }
        Optional<Octets> interfaceId = innermostInterfaceId(arrival.relays());
        Optional<Subnet> byInterfaceId = interfaceId.flatMap(id -> byInterfaceId(id, permitted));
        if (byInterfaceId.isPresent()) {
            return byInterfaceId;
        }
        Optional<Ipv6Address> linkAddress = innermostLinkAddress(arrival.relays());
        if (linkAddress.isPresent()) {
            return byRelay(linkAddress.get(), permitted)
                    .or(() -> byAddress(linkAddress.get(), permitted));
        }
        return interfaceId.isPresent()
                ? Optional.empty()
                : byInterface(arrival.interfaceName(), permitted);
    }

    private Link link(Subnet selected, Predicate<Subnet> permitted) {
        List<Subnet> members = new ArrayList<>();
        members.add(selected);
        if (selected.sharedNetwork().isPresent()) {
            subnets.stream()
                    .filter(s -> s.sharedNetwork().equals(selected.sharedNetwork()))
                    .filter(s -> s.id() != selected.id())
                    .filter(s -> relationship.apply(s).equals(relationship.apply(selected)))
                    .filter(permitted)
                    .forEach(members::add);
        }
        return new Link(selected, members);
    }

    private Optional<Subnet> byInterface(String name, Predicate<Subnet> permitted) {
        return first(permitted, s -> s.interfaceName().filter(name::equals).isPresent());
    }

    private Optional<Subnet> byInterfaceId(Octets id, Predicate<Subnet> permitted) {
        return first(permitted, s -> s.interfaceId().filter(id::equals).isPresent());
    }

    private Optional<Subnet> byRelay(Ipv6Address relay, Predicate<Subnet> permitted) {
        return first(permitted, s -> s.relays().contains(relay));
    }

    private Optional<Subnet> byAddress(Ipv6Address address, Predicate<Subnet> permitted) {
        return address.isLinkLocal()
                ? Optional.empty()
                : first(permitted, s -> s.prefix().contains(address));
    }

    private Optional<Subnet> first(Predicate<Subnet> permitted, Predicate<Subnet> matches) {
        for (Subnet subnet : subnets) {
            if (matches.test(subnet) && permitted.test(subnet)) {
                return Optional.of(subnet);
            }
        }
        return Optional.empty();
    }

    private static Optional<Ipv6Address> innermostLinkAddress(List<RelayMessage> relays) {
        return relays.reversed().stream()
                .map(RelayMessage::linkAddress)
                .filter(a -> !a.isUnspecified() && !a.isLinkLocal())
                .findFirst();
    }

    private static Optional<Octets> innermostInterfaceId(List<RelayMessage> relays) {
        return relays.reversed().stream()
                .flatMap(relay -> relay.options().interfaceId().stream())
                .map(InterfaceId::id)
                .findFirst();
    }
}
