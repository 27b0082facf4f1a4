package io.tandem6.server.peer;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseType;

final class TestLeases {
    private TestLeases() {}

    static Lease lease(String address, String duid, long cltt) {
        return Lease.assigned(
                LeaseType.IA_NA,
                Ipv6Address.parse(address),
                128,
                Duid.parse(duid),
                Iaid.of(1),
                1,
                cltt,
                4000,
                3000);
    }

    /** A lease of the client whose DUID ends with {@code client}. */
    static LeaseChange put(int client) {
        return put(client, "2001:db8::" + Integer.toHexString(client));
    }

    static LeaseChange put(int client, String address) {
        return new LeaseChange.Put(
                lease(address, "0003000100%04x".formatted(client), 1_795_000_000));
    }
}
