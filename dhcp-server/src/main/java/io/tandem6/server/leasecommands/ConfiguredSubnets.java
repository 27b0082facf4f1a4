package io.tandem6.server.leasecommands;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.Subnet;
import io.tandem6.lease.LeaseArguments;
import io.tandem6.lease.LeaseArguments.LeaseSubnet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The configured subnets as lease arguments see them. */
record ConfiguredSubnets(Supplier<List<Subnet>> configured) implements LeaseArguments.Subnets {
    @Override
    public Optional<LeaseSubnet> byId(long id) {
        return find(subnet -> subnet.id() == id);
    }

    @Override
    public Optional<LeaseSubnet> byAddress(Ipv6Address address) {
        return find(subnet -> subnet.prefix().contains(address));
    }

    List<Long> ids() {
        return configured.get().stream().map(Subnet::id).sorted().toList();
    }

    private Optional<LeaseSubnet> find(Predicate<Subnet> wanted) {
        return configured.get().stream()
                .filter(wanted)
                .findFirst()
                .map(s -> new LeaseSubnet(s.id(), s.prefix(), s.lifetimes().valid().standard()));
    }
}
