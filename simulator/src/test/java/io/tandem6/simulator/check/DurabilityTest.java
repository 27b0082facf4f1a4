package io.tandem6.simulator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseType;
import io.tandem6.simulator.client.ClientTraits;
import io.tandem6.simulator.client.Holding;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.IdleHosts;
import io.tandem6.simulator.server.WrittenDisk;
import io.tandem6.simulator.time.HostClock;
import io.tandem6.simulator.time.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client has an address for 1,000 seconds; its reply took a second. No server runs. */
class DurabilityTest {
    private static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8::8");
    private static final long VALID = 1000;

    private final Timeline timeline = new Timeline();
    private final List<Host> hosts = IdleHosts.pair(timeline, IdleHosts.nobody());
    private final Durability durability = new Durability(hosts);
    private final ClientTraits one = ClientTraits.of(1, new SplittableRandom(1));
    private final ClientTraits other = ClientTraits.of(2, new SplittableRandom(2));

    @ParameterizedTest(name = "disks have {0} and {1}, clocks right {2}, {3} s left")
    @CsvSource({
        // disk, disk, clocks are right, left | lost, missing on disks, unknown
        "1000,     1000,     true,  900, false, 0, 2",
        "1000,     -,        true,  900, false, 1, 2",
        "-,        1000,     true,  900, false, 1, 2",
        "-,        -,        true,  900, true,  2, 2",
        "1000,     500,      true,  900, false, 1, 2",
        "500,      500,      true,  900, true,  2, 2",
        "500,      500,      false, 900, false, 0, 2",
        "998,      998,      true,  900, false, 0, 2",
        "996,      996,      true,  900, true,  0, 2",
        "994,      994,      true,  900, true,  2, 2",
        "ended,    -,        true,  900, true,  2, 2",
        "ended,    -,        false, 900, true,  2, 2",
        "declined, 1000,     true,  900, false, 1, 2",
        "other's,  -,        true,  900, true,  2, 2",
        "other's,  1000,     false, 900, false, 1, 2",
        "-,        -,        true,  4,   true,  2, 2",
        "-,        -,        true,  3,   false, 0, 0",
        "-,        -,        true,  -5,  false, 0, 0",
    })
    void isOnADiskOnBothAndInMemory(
            String first,
            String second,
            boolean clocksAreRight,
            long left,
            boolean isLost,
            int missing,
            int unknown) {
        write(0, first);
        write(1, second);
        Circumstances circumstances = new Circumstances(clocksAreRight, false, Long.MIN_VALUE);
        Claim claim = claim();
        long now = (VALID - left) * Timeline.SECOND;

        assertThat(durability.lost(claim, circumstances, now).map(Violation::kind))
                .isEqualTo(isLost ? Optional.of(ViolationKind.LOST_LEASE) : Optional.empty());
        assertThat(durability.onOneDisk(claim, circumstances, now))
                .hasSize(missing)
                .allMatch(v -> v.kind() == ViolationKind.ON_ONE_DISK);
        assertThat(durability.unknown(claim, circumstances, now))
                .hasSize(unknown)
                .allMatch(v -> v.kind() == ViolationKind.UNKNOWN_LEASE);
    }

    @ParameterizedTest(name = "disks have {0} and {1}, pools differ {2}")
    @CsvSource({
        "1000,     ended,    true,  true,  false",
        "ended,    1000,     true,  true,  false",
        "ended,    1000,     false, false, false",
        "1000,     1000,     true,  false, false",
        "1000,     -,        true,  false, false",
        "1000,     other's,  true,  false, false",
        "1000,     declined, true,  false, true",
        "declined, -,        false, false, true"
    })
    void goesForAReason(
            String first,
            String second,
            boolean poolsDiffer,
            boolean isOutsideOfPools,
            boolean isQuarantined) {
        write(0, first);
        write(1, second);
        Circumstances circumstances = new Circumstances(true, poolsDiffer, 0);

        assertThat(durability.isOutsideOfPools(claim(), circumstances)).isEqualTo(isOutsideOfPools);
        assertThat(durability.isQuarantined(ADDRESS)).isEqualTo(isQuarantined);
    }

    private Claim claim() {
        Holding holding = new Holding(LeaseType.IA_NA, ADDRESS, 128, VALID * Timeline.SECOND);
        return new Claim(one, holding, 5 * Timeline.SECOND, 4 * Timeline.SECOND);
    }

    /** Puts a lease of so many seconds, or what has become of it, on a disk. */
    private void write(int host, String row) {
        LeaseChange change =
                switch (row) {
                    case "-" -> new LeaseChange.Delete(lease(one, VALID));
                    case "ended" -> LeaseChange.of(lease(one, VALID).ended(HostClock.EPOCH));
                    case "declined" ->
                            LeaseChange.of(lease(one, VALID).declined(HostClock.EPOCH, VALID));
                    case "other's" -> LeaseChange.of(lease(other, VALID));
                    default -> LeaseChange.of(lease(one, Long.parseLong(row)));
                };
        WrittenDisk.write(hosts.get(host), timeline, change);
    }

    private static Lease lease(ClientTraits client, long valid) {
        return Lease.assigned(
                LeaseType.IA_NA,
                ADDRESS,
                128,
                client.duid(),
                new Iaid(1),
                1,
                HostClock.EPOCH,
                valid,
                valid / 2);
    }
}
