package io.tandem6.server.allocation;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.AllocatorKind;
import io.tandem6.config.OptionData;
import io.tandem6.config.PdPool;
import io.tandem6.config.Pool;
import io.tandem6.config.Subnet;
import io.tandem6.lease.LeaseType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pool as a row of things that can be leased, numbered from 0: addresses, or prefixes of one
 * length.
 *
 * @param subnet the subnet it belongs to
 * @param type what is leased
 * @param range all addresses of the pool
 * @param prefixLength 128 for addresses, else the delegated length
 * @param count how many there are, at least 1; {@link Long#MAX_VALUE} stands for that many or more
 * @param excluded what a client leaves out of a delegated prefix (RFC 6603)
 * @param additionalClasses evaluated for clients with a lease from here
 * @param options options for clients with a lease from here
 * @param poolId the pool's number in leases and statistics
 */
public record LeaseSpace(
        Subnet subnet,
        LeaseType type,
        AddressRange range,
        int prefixLength,
        long count,
        Optional<Ipv6Prefix> excluded,
        List<String> additionalClasses,
        List<OptionData> options,
        long poolId) {
    private static final int COUNT_BITS_MAX = 62;

    /** Copies the lists. */
    public LeaseSpace {
        additionalClasses = List.copyOf(additionalClasses);
        options = List.copyOf(options);
    }

    /** All pools of {@code subnets} that a client of {@code classes} may use, in order. */
    public static List<LeaseSpace> of(List<Subnet> subnets, LeaseType type, Set<String> classes) {
        List<LeaseSpace> spaces = new ArrayList<>();
        for (Subnet subnet : subnets) {
            switch (type) {
                case IA_NA -> {
                    for (Pool pool : subnet.pools()) {
                        if (pool.guard().permits(classes)) {
                            spaces.add(of(subnet, pool));
                        }
                    }
                }
                case IA_PD -> {
                    for (PdPool pool : subnet.pdPools()) {
                        if (pool.guard().permits(classes)) {
                            spaces.add(of(subnet, pool));
                        }
                    }
                }
            }
        }
        return spaces;
    }

    private static LeaseSpace of(Subnet subnet, Pool pool) {
        return new LeaseSpace(
                subnet,
                LeaseType.IA_NA,
                pool.range(),
                128,
                pool.range().sizeSaturated(),
                Optional.empty(),
                pool.additionalClasses(),
                pool.options(),
                pool.id());
    }

    private static LeaseSpace of(Subnet subnet, PdPool pool) {
        int bits = Math.min(COUNT_BITS_MAX, pool.delegatedLength() - pool.prefix().length());
        return new LeaseSpace(
                subnet,
                LeaseType.IA_PD,
                pool.prefix().range(),
                pool.delegatedLength(),
                1L << bits,
                pool.excluded(),
                pool.additionalClasses(),
                pool.options(),
                pool.id());
    }

    /** The address, or the first address of the prefix, with number {@code index}. */
    Ipv6Address at(long index) {
        return range.first().plusBlocks(index, 128 - prefixLength);
    }

    /** The address, or the first address of the prefix, that follows {@code address}. */
    Ipv6Address after(Ipv6Address address) {
        return address.plusBlocks(1, 128 - prefixLength);
    }

    /** How free ones are looked for. */
    AllocatorKind allocator() {
        return switch (type) {
            case IA_NA -> subnet.leasing().addresses();
            case IA_PD -> subnet.leasing().prefixes();
        };
    }

    /** True if {@code address}/{@code length} is one of the things leased here. */
    public boolean contains(Ipv6Address address, int length) {
        return length == prefixLength
                && range.contains(address)
                && new Ipv6Prefix(address, length).first().equals(address);
    }
}
