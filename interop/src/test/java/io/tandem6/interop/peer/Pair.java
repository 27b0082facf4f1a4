package io.tandem6.interop.peer;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.swarm.SwarmReport;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Two partners on the two server hosts.
 *
 * @param mode how they share the work
 * @param primary server1 on s1
 * @param secondary server2 on s2, the standby of a hot standby pair
 */
public record Pair(Mode mode, Peer primary, Peer secondary) {
    /** A pair that does not run yet, with the given settings. */
    public static Pair of(Lab lab, Software first, Software second, PairSettings settings) {
        return new Pair(
                settings.mode(),
                new Peer(lab.s1(), Lab.S1_ADDRESS, first, Configuration.pair("server1", settings)),
                new Peer(
                        lab.s2(), Lab.S2_ADDRESS, second, Configuration.pair("server2", settings)));
    }

    /** A pair that does not run yet, with the configuration of Kea's hot standby example. */
    public static Pair example(Lab lab, Software first, Software second) {
        return new Pair(
                Mode.HOT_STANDBY,
                new Peer(lab.s1(), Lab.S1_ADDRESS, first, Configuration.example("server1")),
                new Peer(lab.s2(), Lab.S2_ADDRESS, second, Configuration.example("server2")));
    }

    /** A hot standby pair that does not run yet, with a configuration for each server's name. */
    public static Pair configured(
            Lab lab, Software first, Software second, UnaryOperator<String> configuration) {
        return new Pair(
                Mode.HOT_STANDBY,
                new Peer(lab.s1(), Lab.S1_ADDRESS, first, configuration.apply("server1")),
                new Peer(lab.s2(), Lab.S2_ADDRESS, second, configuration.apply("server2")));
    }

    /** One of the two. */
    public Peer peer(Half half) {
        return switch (half) {
            case FIRST -> primary;
            case SECOND -> secondary;
        };
    }

    /** Starts all four programs at the same time and waits until they answer. */
    public void start() {
        primary.launch();
        secondary.launch();
        primary.awaitAnswer();
        secondary.awaitAnswer();
    }

    /** Waits until both are in the state in which both work. */
    public void awaitNormal(Duration limit) {
        Await.that(mode.keyword() + " on both servers", limit, this::isNormal);
    }

    /** True if both are in the state in which both work. */
    public boolean isNormal() {
        return isNormal(primary) && isNormal(secondary);
    }

    /** Waits until two Tandem6 servers have agreed on continuity, and both say so. */
    public void awaitContinuity(Duration limit) {
        Await.that(
                "continuity in force on both servers",
                limit,
                () -> primary.agent().hasContinuity() && secondary.agent().hasContinuity());
    }

    /**
     * The clients that were not served, without those that a Kea has made an offer and then, when
     * its partner was back, nothing else: they ask it for minutes before they look for a server
     * again.
     */
    public List<SwarmReport.Client> neglected(SwarmReport report) {
        return report.unserved().stream()
                .filter(client -> !primary.hasDeserted(client) && !secondary.hasDeserted(client))
                .toList();
    }

    private boolean isNormal(Peer peer) {
        return peer.agent().haState().equals(mode.keyword());
    }
}
