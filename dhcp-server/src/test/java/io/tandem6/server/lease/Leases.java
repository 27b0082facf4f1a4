package io.tandem6.server.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.wire.Octets;
import java.util.List;
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

    /** Leases with the smallest and the largest values that a packet or a command can bring. */
    public static List<Lease> extremes(long now) {
        Lease plain = address("2001:db8:1::1", "000102", now, 3600);
        return List.of(
                plain,
                withIdentity(
                        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                        new Duid(Octets.of(new byte[] {0})),
                        new Iaid(-1),
                        now),
                withIdentity(
                        "2001:db8:0:1::",
                        new Duid(Octets.parseHex("ff".repeat(128))),
                        new Iaid(Integer.MIN_VALUE),
                        now),
                Lease.assigned(
                        LeaseType.IA_PD,
                        Ipv6Address.parse("2001:db8:8000::"),
                        1,
                        plain.duid(),
                        plain.iaid(),
                        4294967294L,
                        now,
                        Lease.INFINITE,
                        Lease.INFINITE),
                address("2001:db8:1::2", "000102", now, 10 * 365 * 86400L),
                address("2001:db8:1::3", "000102", now, 40 * 365 * 86400L),
                address("2001:db8:1::4", "000102", now, 60)
                        .withHostname("x".repeat(255), true, true)
                        .withHardwareAddress(
                                new HardwareAddress(
                                        HardwareAddress.ETHERNET,
                                        Octets.parseHex("ff".repeat(20)),
                                        128))
                        .withContext("{ \"a\": \"x, & y\" }", 0),
                address("2001:db8:1::5", "000102", now, 60).declined(now, 86400));
    }

    private static Lease withIdentity(String address, Duid duid, Iaid iaid, long now) {
        return Lease.assigned(
                LeaseType.IA_NA, Ipv6Address.parse(address), 128, duid, iaid, 1, now, 1, 0);
    }
}
