package io.tandem6.server.leasecommands;

import io.tandem6.lease.LeaseChange;
import java.util.List;
import java.util.Optional;

/** Whether operators may change leases as they like: a partner may have another view of them. */
public interface Consent {
    /** Everybody may do everything. */
    Consent ALWAYS =
            new Consent() {
                @Override
                public Optional<String> objection(List<LeaseChange> changes) {
                    return Optional.empty();
                }

                @Override
                public List<LeaseChange> displaced(List<LeaseChange> changes) {
                    return List.of();
                }

                @Override
                public void forced(String command, String objection) {}
            };

    /** Why changes must not be made unless an operator insists; empty if nothing is against it. */
    Optional<String> objection(List<LeaseChange> changes);

    /**
     * What ends by changes on which an operator insists: others' leases that contain the address or
     * prefix, or lie in it.
     */
    List<LeaseChange> displaced(List<LeaseChange> changes);

    /** An operator insisted: to be kept for those who ask later who did it. */
    void forced(String command, String objection);
}
