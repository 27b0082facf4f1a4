package io.tandem6.interop.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.peer.Configuration;
import io.tandem6.interop.peer.Pair;
import io.tandem6.interop.peer.Software;
import io.tandem6.interop.peer.Tandem6;
import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmRun;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kea's hot standby example, with its timers and with more addresses, while half of the pair goes
 * away or the halves lose each other. What a test has seen is printed; what Tandem6 promises of it
 * is asserted, of Kea nothing is.
 */
@Tag("full")
@Isolated("clients must not wait for want of computing time")
class ContinuityIT {
    private static final Duration NEGOTIATION_LIMIT = Duration.ofSeconds(90);
    private static final Duration EQUAL_LIMIT = Duration.ofSeconds(10);

    /** With the load, how many clients a second, for how long, and after which time it happens. */
    private static final double RATE = 200;

    private static final int CLIENTS = 6000;
    private static final Duration BEFORE = Duration.ofSeconds(8);
    private static final double PATIENCE_SECONDS = 120;

    /** On either side of a partition. */
    private static final double PARTED_RATE = 8;

    private static final int PARTED_SECONDS = 140;
    private static final int MCLT_SECONDS = 60;

    private static final String CONTINUITY =
            "\"user-context\": { \"tandem6\": { \"continuity\": { } } }, ";

    private static final Software SOFTWARE = Software.underTest();
    private static final boolean PROMISED = SOFTWARE instanceof Tandem6;

    /** The standby is no longer there. */
    enum StandbyLoss {
        SERVER_KILLED((lab, pair) -> pair.secondary().killServer()),
        CABLE_CUT((lab, pair) -> lab.cut(lab.s2()));

        private final BiConsumer<Lab, Pair> cause;

        StandbyLoss(BiConsumer<Lab, Pair> cause) {
            this.cause = cause;
        }
    }

    /** The primary is no longer there, or its partner cannot tell. */
    enum PrimaryLoss {
        SERVER_KILLED((lab, pair) -> pair.primary().killServer()),
        AGENT_KILLED((lab, pair) -> pair.primary().killAgent()),
        CABLE_CUT((lab, pair) -> lab.cut(lab.s1()));

        private final BiConsumer<Lab, Pair> cause;

        PrimaryLoss(BiConsumer<Lab, Pair> cause) {
            this.cause = cause;
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyNoticesThatTheStandbyIsGone(StandbyLoss loss) {
        Waits waits = loadThrough("standby " + loss, loss.cause);
        if (PROMISED) {
            assertThat(waits.never()).isZero();
            assertThat(waits.repeated()).as("exchanges lost").isZero();
            assertThat(waits.longest()).isLessThan(0.5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theStandbyServesAtOnceInPlaceOfThePrimary(PrimaryLoss loss) {
        Waits waits = loadThrough("primary " + loss, loss.cause);
        if (PROMISED) {
            assertThat(waits.never()).isZero();
            assertThat(waits.within(3)).isGreaterThanOrEqualTo(99);
        }
    }

    /** Clients come all the time, and after a while something happens. */
    private static Waits loadThrough(String name, BiConsumer<Lab, Pair> event) {
        try (Lab lab = Lab.create("ContinuityIT-" + name.replace(' ', '-'))) {
            Pair pair = start(lab, "", CONTINUITY);
            warmUp(lab);
            SwarmRun swarm =
                    SwarmRun.acquire(lab.client(), "load", CLIENTS, RATE, PATIENCE_SECONDS, true);
            Await.still("clients come", BEFORE, swarm::runs);
            event.accept(lab, pair);
            SwarmReport report = swarm.await();
            Waits waits = Waits.of(List.of(report));
            print(name, waits);
            assertThat(Overlaps.of(List.of(report))).isEmpty();
            return waits;
        }
    }

    /** Two Java processes have compiled what they need most. */
    private static void warmUp(Lab lab) {
        SwarmRun.acquire(lab.client(), "warm-up", 2000, 100, 10, true).await();
    }

    @Test
    void partedHalvesNeverGiveTheSame() {
        try (Lab lab = Lab.create("ContinuityIT-parted")) {
            Pair pair = start(lab, "", CONTINUITY);
            warmUp(lab);
            lab.part();
            int count = (int) (PARTED_RATE * PARTED_SECONDS);
            SwarmRun left =
                    SwarmRun.acquire(
                            lab.client(), "left", count, PARTED_RATE, PATIENCE_SECONDS, true);
            SwarmRun right =
                    SwarmRun.acquire(
                            lab.host("c2"), "right", count, PARTED_RATE, PATIENCE_SECONDS, true);
            Await.still("the partition", Duration.ofSeconds(PARTED_SECONDS), left::runs);
            lab.join();
            conclude("parted for 140 s", pair, List.of(left, right));
        }
    }

    /**
     * Longer than the maximum client lead time, and than leases live: clients leave, clients move
     * to the other side and renew there, and one half is killed and started again.
     */
    @Test
    void partedForLongHalvesNeverGiveTheSame() {
        String lifetimes =
                "\"valid-lifetime\": 40, \"preferred-lifetime\": 30, \"renew-timer\": 12,"
                        + " \"rebind-timer\": 24, ";
        String relationship =
                "\"user-context\": { \"tandem6\": { \"continuity\": { \"mclt\": %d } } }, "
                        .formatted(MCLT_SECONDS);
        int seconds = 3 * MCLT_SECONDS;
        try (Lab lab = Lab.create("ContinuityIT-parted-long")) {
            Pair pair = start(lab, lifetimes, relationship);
            SwarmRun before = SwarmRun.live(lab.client(), "before", 400, 40, 25, 0);
            SwarmReport former = before.await();
            lab.part();
            int count = (int) (PARTED_RATE * seconds);
            SwarmRun left =
                    SwarmRun.live(lab.client(), "left", count, PARTED_RATE, seconds + 30, 30);
            SwarmRun right =
                    SwarmRun.live(lab.host("c2"), "right", count, PARTED_RATE, seconds + 30, 45);
            SwarmRun moved =
                    SwarmRun.move(
                            lab.addHostBeyond("c3"), "moved", lab.client(), "before", 300, seconds);
            Await.still("the partition", Duration.ofSeconds(seconds / 3), left::runs);
            pair.secondary().killServer();
            pair.secondary().startServer();
            Await.still("the partition", Duration.ofSeconds(2 * seconds / 3), left::runs);
            lab.join();
            conclude("parted for 3 x MCLT", pair, List.of(left, right, moved), former);
        }
    }

    /** 337 addresses are fewer than what both halves would like to give. */
    @Test
    void partedHalvesRefuseOnlyForWantOfAddresses() {
        try (Lab lab = Lab.create("ContinuityIT-parted-narrow")) {
            Pair pair =
                    Pair.configured(
                            lab,
                            SOFTWARE,
                            SOFTWARE,
                            server -> Configuration.example(server, CONTINUITY));
            start(pair);
            lab.part();
            SwarmRun left = SwarmRun.acquire(lab.client(), "left", 150, 5, 60, false);
            SwarmRun right = SwarmRun.acquire(lab.host("c2"), "right", 150, 5, 60, false);
            List<SwarmReport> reports = List.of(left.await(), right.await());
            lab.join();
            Waits waits = Waits.of(reports);
            print("parted with 337 addresses", waits);
            int overlaps = Overlaps.of(reports).size();
            System.out.println("  given to two clients: " + overlaps);
            if (PROMISED) {
                assertThat(overlaps).isZero();
                assertThat(waits.never()).as("each half has 168 addresses or more").isZero();
            }
            agree("parted with 337 addresses", pair);
        }
    }

    private static void conclude(
            String name, Pair pair, List<SwarmRun> swarms, SwarmReport... former) {
        agree(name, pair);
        List<SwarmReport> reports = swarms.stream().map(SwarmRun::await).toList();
        Waits waits = Waits.of(reports);
        print(name, waits);
        List<SwarmReport> all = Stream.concat(reports.stream(), Arrays.stream(former)).toList();
        int overlaps = Overlaps.of(all).size();
        System.out.println("  given to two clients: " + overlaps);
        if (PROMISED) {
            assertThat(overlaps).isZero();
            assertThat(waits.never()).isZero();
        }
    }

    private static void agree(String name, Pair pair) {
        Agreement agreement = Agreement.await(pair, EQUAL_LIMIT);
        System.out.println(name + ", two " + SOFTWARE + ": " + agreement);
        if (PROMISED) {
            assertThat(agreement.differences()).isEmpty();
        }
    }

    private static Pair start(Lab lab, String lifetimes, String relationship) {
        Pair pair =
                Pair.configured(
                        lab,
                        SOFTWARE,
                        SOFTWARE,
                        server -> Configuration.spacious(server, lifetimes, relationship));
        start(pair);
        return pair;
    }

    private static void start(Pair pair) {
        pair.start();
        pair.awaitNormal(NEGOTIATION_LIMIT);
        if (PROMISED) {
            pair.awaitContinuity(NEGOTIATION_LIMIT);
        }
    }

    private static void print(String name, Waits waits) {
        System.out.printf("%s, two %s: %s%n", name, SOFTWARE, waits);
    }
}
