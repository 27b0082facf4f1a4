package io.tandem6.server.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import java.util.random.RandomGenerator;

/** Leases for tests. */
public final class Leases {
    private Leases() {}

    /** An assigned address of subnet 1. */
    public static Lease address(String address, String duid, long now, long valid) {
        return Lease.assigned(
                LeaseType.IA_NA,
                Ipv6Address.parse(address),
                128,
                Duid.parse(duid),
                new Iaid(1),
                1,
                now,
                valid,
                valid / 2);
    }

    /** An assigned prefix of subnet 1. */
    public static Lease prefix(String address, int length, String duid, long now, long valid) {
        return Lease.assigned(
                LeaseType.IA_PD,
                Ipv6Address.parse(address),
                length,
                Duid.parse(duid),
                new Iaid(1),
                1,
                now,
                valid,
                valid / 2);
    }

    /** Any lease out of a small world, so that collisions are frequent. */
    public static Lease random(RandomGenerator random, long now) {
        boolean prefix = random.nextInt(4) == 0;
        int host = random.nextInt(40);
        Lease lease =
                Lease.assigned(
                        prefix ? LeaseType.IA_PD : LeaseType.IA_NA,
                        Ipv6Address.parse(
                                "2001:db8:"
                                        + (prefix ? "8:" : "1::")
                                        + host
                                        + (prefix ? "00::" : "")),
                        prefix ? 56 : 128,
                        Duid.parse("00:03:00:01:02:0" + random.nextInt(6)),
                        new Iaid(random.nextInt(3) - 1),
                        1 + random.nextInt(2),
                        now - random.nextInt(100),
                        random.nextInt(5) == 0 ? Lease.INFINITE : 1 + random.nextInt(200),
                        1);
        LeaseState[] states = LeaseState.values();
        LeaseState state = states[random.nextInt(states.length)];
        if (state == LeaseState.DECLINED) {
            return prefix ? lease : lease.declined(now, 1 + random.nextInt(100));
        }
        Lease named =
                random.nextBoolean()
                        ? lease
                        : lease.withHostname("h" + host + ",&.example", true, false);
        return named.withState(state);
    }
}
