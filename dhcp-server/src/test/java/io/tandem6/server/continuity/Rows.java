package io.tandem6.server.continuity;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;

/** Leases for tests. */
final class Rows {
    static final long NOW = 1_800_000_000L;
    static final Ipv6Address ODD = Ipv6Address.parse("2001:db8::1");
    static final Ipv6Address EVEN = Ipv6Address.parse("2001:db8::2");

    private Rows() {}

    static Lease lease(Ipv6Address address, int client, long since, long valid) {
        return Lease.assigned(
                LeaseType.IA_NA,
                address,
                128,
                Duid.parse("00030001%012x".formatted(client)),
                Iaid.of(1),
                1,
                since,
                valid,
                valid / 2);
    }
}
