package io.tandem6.server.lease;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import java.util.List;

/** What becomes of leases that are over. */
final class Reclamation {
    private Reclamation() {}

    /**
     * The end of a lease: it is remembered for its client. A declined address is nobody's and is
     * simply free again.
     */
    static LeaseChange reclaim(Lease expired) {
        return switch (expired.state()) {
            case DECLINED -> new LeaseChange.Delete(expired);
            case ASSIGNED, EXPIRED_RECLAIMED, RELEASED, REGISTERED ->
                    new LeaseChange.Put(expired.withState(LeaseState.EXPIRED_RECLAIMED));
        };
    }

    /** The end of the memory. */
    static List<LeaseChange> flush(List<Lease> reclaimed) {
        return reclaimed.stream().<LeaseChange>map(LeaseChange.Delete::new).toList();
    }
}
