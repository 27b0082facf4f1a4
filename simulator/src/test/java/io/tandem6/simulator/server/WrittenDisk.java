package io.tandem6.simulator.server;

import io.tandem6.lease.LeaseChange;
import io.tandem6.simulator.time.Timeline;
import java.util.List;

/** Puts something on the disk of a host whose server was never started. */
public final class WrittenDisk {
    private WrittenDisk() {}

    /** The change is durable afterwards, up to a second later. */
    public static void write(Host host, Timeline timeline, LeaseChange change) {
        SimulatedLoop loop =
                new SimulatedLoop(
                        timeline,
                        host.clock(),
                        e -> {
                            throw new AssertionError(e);
                        });
        host.disk().open(loop, 1).commit(List.of(change), outcome -> {});
        timeline.runUntil(timeline.now() + Timeline.SECOND);
    }
}
