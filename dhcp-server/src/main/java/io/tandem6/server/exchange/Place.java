package io.tandem6.server.exchange;

import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.Subnet;
import io.tandem6.server.allocation.LeaseSpace;
import java.util.Optional;

/**
 * Where a lease comes from.
 *
 * @param subnet whose rules apply
 * @param pool the pool; none for what is reserved
 * @param excluded what the client leaves out of the prefix (RFC 6603)
 */
record Place(Subnet subnet, Optional<LeaseSpace> pool, Optional<Ipv6Prefix> excluded) {
    static Place of(LeaseSpace pool) {
        return new Place(pool.subnet(), Optional.of(pool), pool.excluded());
    }
}
