package io.tandem6.server.continuity;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.lease.LeaseTable;

/** Leases for tests. */
final class Rows {
    static final long NOW = 1_800_000_000L;
    static final Ipv6Address ODD = Ipv6Address.parse("2001:db8::1");
    static final Ipv6Address EVEN = Ipv6Address.parse("2001:db8::2");

    private Rows() {}

    /** Of all these leases it is not known whether the partner has them. */
    static void unknown(Outstanding outstanding, long nanos, Lease... leases) {
        LeaseTable table = new LeaseTable();
        for (Lease lease : leases) {
            table.apply(new LeaseChange.Put(lease));
        }
        outstanding.unknown(table, lease -> true, lease -> false, nanos, NOW);
    }

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
