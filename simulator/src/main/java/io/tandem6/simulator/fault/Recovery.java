package io.tandem6.simulator.fault;

import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.time.Timeline;
import java.util.Comparator;
import java.util.List;

/**
 * How long two servers may take to be back to normal after one fault after the other. One that has
 * forgotten what it promised waits until that is over, and begins to wait anew with each start. All
 * times are in seconds.
 */
public final class Recovery {
    private final PairSettings settings;
    private long forgetfulUntil;

    /** Nothing has happened yet. */
    public Recovery(PairSettings settings) {
        this.settings = settings;
    }

    /** The same if nobody has forgotten anything. */
    public static long plain(PairSettings settings) {
        return 3 * settings.heartbeatDelaySeconds() + settings.maxResponseDelaySeconds() + 60;
    }

    /** A fault ends, after those that ended before; says when all must be normal again. */
    public long normalAfter(Fault fault) {
        long normal = fault.end() / Timeline.SECOND + plain(settings);
        boolean interrupts = fault.begin() < forgetfulUntil * Timeline.SECOND;
        if (fault.kind().losesMemory() || (fault.kind().restarts() && interrupts)) {
            normal += settings.mcltSeconds();
            forgetfulUntil = normal;
        }
        return normal;
    }

    /** When all must be normal again after these faults, whatever their order. */
    static long normalAfter(List<Fault> faults, PairSettings settings) {
        Recovery recovery = new Recovery(settings);
        return faults.stream()
                .sorted(Comparator.comparingLong(Fault::end))
                .mapToLong(recovery::normalAfter)
                .max()
                .orElse(0);
    }
}
