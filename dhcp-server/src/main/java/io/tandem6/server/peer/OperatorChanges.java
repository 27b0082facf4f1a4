package io.tandem6.server.peer;

import io.tandem6.lease.LeaseChange;
import io.tandem6.server.continuity.OperatorRules;
import java.util.List;
import java.util.Optional;

/**
 * Tells an operator who changes leases by a command what that means for the partner. The rules are
 * in {@link OperatorRules}. Event loop only.
 */
public final class OperatorChanges {
    private final Bond bond;
    private final JumpWatch jumps;

    OperatorChanges(Bond bond, JumpWatch jumps) {
        this.bond = bond;
        this.jumps = jumps;
    }

    /** What is against an operator's changes, empty for nothing. */
    public Optional<String> objection(List<LeaseChange> changes) {
        jumps.look();
        return OperatorRules.objection(
                changes,
                bond.rights(),
                bond.with().leases(),
                bond.isInTouch(),
                bond.loop().epochSecond());
    }

    /** What ends by changes on which an operator insists. */
    public List<LeaseChange> displaced(List<LeaseChange> changes) {
        return OperatorRules.displaced(changes, bond.with().leases(), bond.loop().epochSecond());
    }

    /** An operator has insisted on a change by {@code command}, in spite of {@code objection}. */
    public void forced(String command, String objection) {
        bond.log().log(HaMessage.TANDEM6_LEASE_FORCED, command, objection);
    }
}
