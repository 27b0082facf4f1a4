package io.tandem6.simulator.server;

import io.tandem6.lease.LeaseChange;
import io.tandem6.simulator.time.Timeline;
import java.util.List;

/** Puts something on the disk of a host whose server was never started. */
public final class WrittenDisk {
    private WrittenDisk() {}

    /** The change is durable afterwards, up to a second later. */
    public static void write(Host host, Timeline timeline, LeaseChange change) {
        host.disk().open(loop(host, timeline), 1).commit(List.of(change), outcome -> {});
        timeline.runUntil(timeline.now() + Timeline.SECOND);
    }

    /** Afterwards this is what its server remembers of its partner. */
    public static void remember(Host host, Timeline timeline, String content) {
        host.disk().continuity(loop(host, timeline)).store(content, done -> {});
        timeline.runUntil(timeline.now() + Timeline.SECOND);
    }

    private static SimulatedLoop loop(Host host, Timeline timeline) {
        return new SimulatedLoop(
                timeline,
                host.clock(),
                e -> {
                    throw new AssertionError(e);
                });
    }
}
