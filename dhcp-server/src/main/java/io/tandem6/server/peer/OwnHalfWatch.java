package io.tandem6.server.peer;

import io.tandem6.config.Subnet;
import io.tandem6.log.EventLog;
import io.tandem6.server.continuity.OwnHalf;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.loop.EventLoop;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a server has left of its own half while there is an agreement, and says so when
 * nothing is left. Event loop only.
 */
public final class OwnHalfWatch {
    /** Leases counted at a time, so that other tasks of the loop get their turn. */
    private static final int STEP = 2000;

    private final LeaseTable leases;
    private final EventLoop loop;
    private final EventLog log;
    private final OwnHalf own = new OwnHalf();
    private final Set<OwnHalf.Kind> told = new HashSet<>();
    private OwnHalf.@Nullable Basis basis;
    private boolean counting;

    /** Counts the leases of {@code leases}, once there is something to count by. */
    public OwnHalfWatch(LeaseTable leases, EventLoop loop, EventLog log) {
        this.leases = leases;
        this.loop = loop;
        this.log = log;
        leases.observe(own::changed);
    }

    /**
     * Looks at how things are.
     *
     * @param continuity with the partner, if there is one
     * @param subnets those of the configuration in force
     */
    public void look(Optional<Continuity> continuity, List<Subnet> subnets) {
        basis = continuity.flatMap(c -> c.ownHalf(subnets)).orElse(null);
        if (!counting) {
            count();
        }
        tell(exhausted());
    }

    private void count() {
        counting = own.count(basis, leases, STEP);
        if (counting) {
            loop.execute(this::count);
        }
    }

    private void tell(Set<OwnHalf.Kind> exhausted) {
        for (OwnHalf.Kind kind : exhausted) {
            if (told.add(kind)) {
                log.log(HaMessage.TANDEM6_OWN_HALF_EXHAUSTED, kind.type(), kind.subnetId());
            }
        }
        told.retainAll(exhausted);
    }

    /** How many of the own half nobody has; empty while that is not known. */
    public SequencedMap<OwnHalf.Kind, Long> free() {
        return own.free();
    }

    /** Of what there was something, and nothing is left. */
    public Set<OwnHalf.Kind> exhausted() {
        return own.exhausted();
    }
}
