package io.tandem6.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.load.SystemClients;
import io.tandem6.interop.peer.Mode;
import io.tandem6.interop.peer.Pair;
import io.tandem6.interop.peer.Software;
import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmRun;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The pair of Kea's hot standby example, taken as it is, from the first lease over the primary's
 * death to its return.
 */
class SeedConfigurationIT {
    private static final Duration NEGOTIATION_LIMIT = Duration.ofSeconds(75);
    private static final Duration REPLICATION_LIMIT = Duration.ofSeconds(5);
    private static final Duration CLIENT_LIMIT = Duration.ofSeconds(30);

    // The partner counts as silent after max-response-delay, 60 s from its last answer, which may
    // be one heartbeat older than its death. Both facts and the clients that nobody answers are
    // only looked at after a heartbeat, each 10 s.
    private static final Duration NO_TAKEOVER_BEFORE = Duration.ofSeconds(45);
    private static final Duration TAKEOVER_LIMIT = Duration.ofSeconds(100);

    @Test
    void thePairServesTakesOverAndComesBack() {
        try (Lab lab = Lab.create("SeedConfigurationIT")) {
            Pair pair = Pair.example(lab, Software.underTest(), Software.underTest());
            pair.start();
            pair.awaitNormal(NEGOTIATION_LIMIT);
            serveDhclient(lab, pair);
            serveDhcpcd(lab, pair);
            assertSameLeases(pair);

            Set<String> standbyServers = takeOver(lab, pair);
            comeBack(lab, pair, standbyServers);
        }
    }

    private static void serveDhclient(Lab lab, Pair pair) {
        lab.client().copyEtc();
        String said = SystemClients.dhclient(lab.client());
        String address =
                SystemClients.leasedAddress(lab.client())
                        .orElseThrow(() -> new AssertionError("no address: " + said));
        assertInPool(address);
        assertBothHave(pair, address);

        SystemClients.dhclientRelease(lab.client());
        Await.that(
                "the released address to vanish",
                REPLICATION_LIMIT,
                () ->
                        !LeaseDump.of(pair.primary().agent()).hasAddress(address)
                                && !LeaseDump.of(pair.secondary().agent()).hasAddress(address));
    }

    private static void serveDhcpcd(Lab lab, Pair pair) {
        lab.host("c2").copyEtc();
        SystemClients.dhcpcd(lab.host("c2"));
        String address =
                Await.until(
                        "dhcpcd to get an address, see " + lab.host("c2").file("dhcpcd.log"),
                        CLIENT_LIMIT,
                        () -> SystemClients.leasedAddress(lab.host("c2")));
        assertInPool(address);
        assertBothHave(pair, address);
    }

    private static void assertInPool(String address) {
        assertThat(Ipv6Address.parse(address))
                .isBetween(
                        Ipv6Address.parse("2001:db8:1::100"), Ipv6Address.parse("2001:db8:1::250"));
    }

    private static void assertBothHave(Pair pair, String address) {
        assertThat(LeaseDump.of(pair.primary().agent()).hasAddress(address)).isTrue();
        assertThat(LeaseDump.of(pair.secondary().agent()).hasAddress(address)).isTrue();
    }

    private static Set<String> takeOver(Lab lab, Pair pair) {
        pair.primary().killServer();
        Await.still(
                "the standby waits",
                NO_TAKEOVER_BEFORE,
                () -> pair.secondary().agent().haState().equals(Mode.HOT_STANDBY.keyword()));
        SwarmRun clients = SwarmRun.acquire(lab.client(), "during", 30, 2, 70, false);
        Await.that(
                "the standby to take over",
                TAKEOVER_LIMIT.minus(NO_TAKEOVER_BEFORE),
                () -> pair.secondary().agent().haState().equals("partner-down"));
        SwarmReport served = clients.await();
        assertThat(served.served()).isEqualTo(30);
        assertThat(served.duplicates()).isEmpty();
        assertThat(served.servers()).hasSize(1);
        assertThat(LeaseDump.of(pair.secondary().agent()).held()).isEqualTo(31);
        return served.servers();
    }

    private static void comeBack(Lab lab, Pair pair, Set<String> standbyServers) {
        pair.primary().startServer();
        pair.primary().awaitAnswer();
        pair.awaitNormal(NEGOTIATION_LIMIT);
        assertSameLeases(pair);
        SwarmReport served = SwarmRun.acquire(lab.client(), "after", 20, 10, 20, false).await();
        assertThat(served.served()).isEqualTo(20);
        assertThat(served.servers()).hasSize(1).isNotEqualTo(standbyServers);
        assertThat(LeaseDump.of(pair.primary().agent()).held()).isEqualTo(51);
        assertSameLeases(pair);
    }

    private static void assertSameLeases(Pair pair) {
        assertThat(
                        LeaseDump.of(pair.primary().agent())
                                .differences(LeaseDump.of(pair.secondary().agent())))
                .isEmpty();
    }
}
