package io.tandem6.interop.peer;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Lab;
import java.time.Duration;

/**
 * Two partners on the two server hosts.
 *
 * @param primary server1 on s1
 * @param standby server2 on s2
 */
public record Pair(Peer primary, Peer standby) {
    /** The normal state of both. */
    public static final String HOT_STANDBY = "hot-standby";

    /** A pair that does not run yet, with the given settings. */
    public static Pair of(Lab lab, Software first, Software second, PairSettings settings) {
        return new Pair(
                new Peer(lab.s1(), Lab.S1_ADDRESS, first, Configuration.pair("server1", settings)),
                new Peer(
                        lab.s2(), Lab.S2_ADDRESS, second, Configuration.pair("server2", settings)));
    }

    /** A pair that does not run yet, with the configuration of Kea's example. */
    public static Pair example(Lab lab, Software first, Software second) {
        return new Pair(
                new Peer(lab.s1(), Lab.S1_ADDRESS, first, Configuration.example("server1")),
                new Peer(lab.s2(), Lab.S2_ADDRESS, second, Configuration.example("server2")));
    }

    /** Starts all four programs at the same time and waits until they answer. */
    public void start() {
        primary.startServer();
        standby.startServer();
        primary.startAgent();
        standby.startAgent();
        primary.awaitAnswer();
        standby.awaitAnswer();
    }

    /** Waits until both are in {@link #HOT_STANDBY}. */
    public void awaitHotStandby(Duration limit) {
        Await.that(
                "hot-standby on both servers",
                limit,
                () ->
                        primary.agent().haState().equals(HOT_STANDBY)
                                && standby.agent().haState().equals(HOT_STANDBY));
    }
}
