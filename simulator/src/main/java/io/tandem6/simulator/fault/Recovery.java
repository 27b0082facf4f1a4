package io.tandem6.simulator.fault;

import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.time.Timeline;
import java.util.Comparator;
import java.util.List;

/**
 * How long two servers may take to be back to normal after one fault after the other. One that has
 * forgotten what it promised waits until that is over and its partner has told it everything, and
 * begins to wait anew with each start. All times are in seconds.
 */
public final class Recovery {
    private final PairSettings settings;
    private long forgetfulUntil;
    private long lastStart;

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
        long end = fault.end() / Timeline.SECOND;
        boolean interrupts = fault.begin() < forgetfulUntil * Timeline.SECOND;
        if (fault.kind().restarts()) {
            lastStart = end;
        }
        if (fault.kind().losesMemory() || (interrupts && delays(fault.kind()))) {
            forgetfulUntil = Math.max(end, lastStart + settings.mcltSeconds()) + plain(settings);
            return forgetfulUntil;
        }
        return end + plain(settings);
    }

    /** True if it keeps a server that has forgotten what it promised from being done with that. */
    private static boolean delays(FaultKind kind) {
        return kind.restarts() || kind.hides();
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
