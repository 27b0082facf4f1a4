package io.tandem6.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Host;
import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.lab.LossyDisk;
import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.peer.Configuration;
import io.tandem6.interop.peer.Kea;
import io.tandem6.interop.peer.Peer;
import io.tandem6.interop.peer.Tandem6;
import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server without a partner dies again and again under load, at random moments, while it cleans up
 * its lease file every second and configurations are written. What a client was told before must be
 * there afterwards.
 */
class CrashIT {
    private static final int CLIENTS = 400;
    private static final double RATE = 40;
    private static final double PATIENCE_SECONDS = 40;
    private static final int LIFE_MAX_MILLIS = 2500;
    private static final int LAST_MOMENT_MAX_MILLIS = 600;
    private static final Duration CURL_LIMIT = Duration.ofSeconds(20);
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(20);
    private static final String UNREADABLE = "DHCPSRV_MEMFILE_LEASE_LOAD_ROW_ERROR";
    private static final String CONFIGURATION =
            Configuration.alone()
                    .replace("\"type\": \"memfile\"", "\"type\": \"memfile\", \"lfc-interval\": 1");

    private final Random random = new Random();

    @Test
    void whatClientsWereToldSurvivesTwentyKills() {
        survivesKills("CrashIT-kills", 20);
    }

    @Tag("full")
    @Test
    void whatClientsWereToldSurvivesTwoHundredKills() {
        survivesKills("CrashIT-kills-full", 200);
    }

    @Test
    void whatClientsWereToldSurvivesPowerCuts() {
        survivesPowerCuts("CrashIT-cuts", 5);
    }

    @Tag("full")
    @Test
    void whatClientsWereToldSurvivesFiftyPowerCuts() {
        survivesPowerCuts("CrashIT-cuts-full", 50);
    }

    /** That the power cuts of this test take something away at all. */
    @Test
    void aServerThatDoesNotSyncForgetsWhatClientsWereTold() {
        assertThat(lostAtOnePowerCut("CrashIT-cut-synced", Tandem6.quickToStart())).isEmpty();
        assertThat(lostAtOnePowerCut("CrashIT-cut", Tandem6.quickToStart().withoutSync()))
                .isNotEmpty();
    }

    /** Those of clients that were served just before. */
    private static List<SwarmReport.Client> lostAtOnePowerCut(String name, Tandem6 software) {
        try (Lab lab = Lab.create(name)) {
            LossyDisk disk = LossyDisk.create(lab.s1(), 128);
            Peer peer =
                    new Peer(lab.s1(), Lab.S1_ADDRESS, software.on(disk), Configuration.alone());
            peer.start();
            SwarmReport report = acquire(lab, "before", 50, 10);
            assertThat(report.served()).isEqualTo(50);
            disk.cutPower(peer.serverId());
            peer.killServer();
            disk.awaitReleased();
            peer.startServer();
            peer.awaitAnswer();
            LeaseDump leases = LeaseDump.of(peer.agent());
            return report.clients().stream()
                    .filter(c -> !leases.hasAddress(String.valueOf(c.address())))
                    .toList();
        }
    }

    private void survivesKills(String name, int kills) {
        try (Lab lab = Lab.create(name)) {
            Peer peer = peer(lab, Tandem6.quickToStart());
            LeaseDump leases =
                    dieUnderLoad(
                            lab,
                            peer,
                            kills,
                            () -> {
                                peer.killServer();
                                peer.startServer();
                            });
            assertThat(peer.serverLog()).doesNotContain(UNREADABLE);

            // Whatever clean-up was interrupted by the last of them, a Kea finishes it.
            peer.kill();
            peer.configure(new Kea(), CONFIGURATION);
            peer.start();
            assertThat(leases.differences(LeaseDump.of(peer.agent()))).isEmpty();
        }
    }

    private void survivesPowerCuts(String name, int cuts) {
        try (Lab lab = Lab.create(name)) {
            LossyDisk disk = LossyDisk.create(lab.s1(), 128);
            Peer peer = peer(lab, Tandem6.quickToStart().on(disk));
            dieUnderLoad(
                    lab,
                    peer,
                    cuts,
                    () -> {
                        disk.cutPower(peer.serverId());
                        peer.killServer();
                        disk.awaitReleased();
                        peer.startServer();
                    });
            assertThat(peer.serverLog()).doesNotContain(UNREADABLE);
        }
    }

    private static Peer peer(Lab lab, Tandem6 software) {
        Peer peer = new Peer(lab.s1(), Lab.S1_ADDRESS, software, CONFIGURATION);
        peer.start();
        return peer;
    }

    /** Returns all leases in the end, after comparing them with what clients were told. */
    private LeaseDump dieUnderLoad(Lab lab, Peer peer, int deaths, Runnable death) {
        List<SwarmReport> reports = new ArrayList<>();
        Set<Integer> added = ConcurrentHashMap.newKeySet();
        int died = 0;
        while (died < deaths) {
            String name = "load-" + reports.size();
            SwarmRun swarm =
                    SwarmRun.acquire(lab.client(), name, CLIENTS, RATE, PATIENCE_SECONDS, true);
            while (died < deaths && swarm.runs()) {
                peer.awaitAnswer();
                Await.pause(Duration.ofMillis(random.nextInt(LIFE_MAX_MILLIS)));
                int number = died;
                Thread commands = Thread.ofVirtual().start(() -> command(peer, number, added));
                Await.pause(Duration.ofMillis(random.nextInt(LAST_MOMENT_MAX_MILLIS)));
                death.run();
                died++;
                join(commands);
            }
            peer.awaitAnswer();
            reports.add(swarm.await());
        }
        LeaseDump leases = LeaseDump.of(peer.agent());
        long told = reports.stream().mapToLong(SwarmReport::served).sum();
        System.out.printf(
                "%d clients were served and %d leases added around %d deaths%n",
                told, added.size(), deaths);
        assertThat(told).isGreaterThan(reports.size() * CLIENTS / 4L);
        for (SwarmReport report : reports) {
            assertThat(report.clients())
                    .filteredOn(SwarmReport.Client::served)
                    .allSatisfy(client -> assertHas(leases, client));
        }
        assertThat(added).hasSizeGreaterThanOrEqualTo(deaths / 20);
        assertThat(added)
                .allSatisfy(number -> assertThat(leases.holder(address(number))).isPresent());
        return leases;
    }

    /**
     * What an operator does in the last moment; {@code added} hears of a lease once it was added.
     */
    private static void command(Peer peer, int number, Set<Integer> added) {
        if (number % 2 == 0) {
            peer.agent().tryCommand("config-write");
        }
        ObjectNode lease = new JsonMapper().createObjectNode();
        lease.put("subnet-id", 1).put("ip-address", address(number));
        lease.put("duid", "00:03:00:01:02:ff:ff:ff:ff:ff").put("iaid", number);
        // Who is asked and dies says nothing.
        if (peer.agent().tryCommand("lease6-add", lease).isPresent()) {
            added.add(number);
        }
        peer.agent().tryCommand("config-write");
    }

    /** In the subnet and in no pool. */
    private static String address(int number) {
        return "2001:db8:1::2:" + Integer.toHexString(number);
    }

    private static void assertHas(LeaseDump leases, SwarmReport.Client client) {
        assertThat(leases.holder(String.valueOf(client.address()))).contains(client.duid());
        String prefix = String.valueOf(client.prefix());
        assertThat(Optional.ofNullable(leases.leases().get("IA_PD " + prefix)))
                .as(prefix)
                .hasValueSatisfying(row -> assertThat(row.duid()).isEqualTo(client.duid()));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a command runs", e);
        }
    }

    @Test
    void aFullDiskIsReportedAndGotOver() {
        try (Lab lab = Lab.create("CrashIT-full-disk")) {
            LossyDisk disk = LossyDisk.create(lab.s1(), 16);
            Peer peer = peer(lab, Tandem6.quickToStart().on(disk));
            SwarmReport before = acquire(lab, "before", 50, 10);
            assertThat(before.served()).isEqualTo(50);
            // Clients are served before there are pages.
            Await.that(
                    "health to be told",
                    RECOVERY_LIMIT,
                    () -> curl(lab.s1(), "health").contains("\"leases\":{\"status\":\"UP\"}"));

            disk.fill(peer.serverId());
            SwarmReport filling = acquire(lab, "filling", 300, 4);
            assertThat(filling.served()).isLessThan(300);
            assertThat(curl(lab.s1(), "health")).contains("No space left on device");
            assertThat(curl(lab.s1(), "prometheus"))
                    .containsPattern("dhcp6_lease_store_failing\\{[^}]*} 1.0");
            assertThat(peer.serverLog()).contains("TANDEM6_LEASE_WRITE_FAILED");
            assertThat(advertises(lab)).isEqualTo(advertisesAfterMoreClients(lab));

            disk.makeRoom(peer.serverId());
            Await.that(
                    "the server to recover",
                    RECOVERY_LIMIT,
                    () -> !curl(lab.s1(), "health").contains("No space left"));
            assertThat(peer.serverLog()).contains("TANDEM6_LEASE_WRITE_RECOVERED");
            SwarmReport after = acquire(lab, "after", 50, 10);
            assertThat(after.served()).isEqualTo(50);

            peer.killServer();
            disk.awaitReleased();
            peer.startServer();
            peer.awaitAnswer();
            LeaseDump leases = LeaseDump.of(peer.agent());
            for (SwarmReport report : List.of(before, filling, after)) {
                assertThat(report.clients())
                        .filteredOn(SwarmReport.Client::served)
                        .allSatisfy(client -> assertHas(leases, client));
            }
        }
    }

    private static String advertisesAfterMoreClients(Lab lab) {
        assertThat(acquire(lab, "in-vain", 20, 3).served()).isZero();
        return advertises(lab);
    }

    private static String advertises(Lab lab) {
        return curl(lab.s1(), "prometheus")
                .lines()
                .filter(line -> line.startsWith("dhcp6_messages_sent_total"))
                .filter(line -> line.contains("\"advertise\""))
                .findFirst()
                .orElseThrow();
    }

    private static SwarmReport acquire(Lab lab, String name, int count, double patienceSeconds) {
        return SwarmRun.acquire(lab.client(), name, count, 100, patienceSeconds, true).await();
    }

    private static String curl(Host host, String page) {
        String url = "http://127.0.0.1:" + Tandem6.SERVER_MANAGEMENT_PORT + "/actuator/" + page;
        return host.run(CURL_LIMIT, List.of("curl", "--silent", url)).output();
    }
}
