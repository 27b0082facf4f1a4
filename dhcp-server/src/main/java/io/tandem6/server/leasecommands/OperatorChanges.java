package io.tandem6.server.leasecommands;

import io.tandem6.control.ControlResponse;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.lease.LeaseWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the changes that an operator wants, if nothing is against them or the operator insists with
 * {@code force}.
 *
 * @param writer stores what nothing is against
 * @param forcing stores what the operator insists on, whoever has another view of it
 */
record OperatorChanges(LeaseWriter writer, LeaseWriter forcing, Consent consent) {
    private static final String FORCE = "force";

    void commit(
            String command,
            CommandArguments arguments,
            List<LeaseChange> changes,
            ControlResponse success,
            Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        boolean force = arguments.bool(FORCE);
        Optional<String> objection = consent.objection(changes);
        if (objection.isEmpty()) {
            new LeaseChanges(writer).commit(changes, success, answer);
        } else if (force) {
            consent.forced(command, objection.get());
            List<LeaseChange> all = new ArrayList<>(consent.displaced(changes));
            all.addAll(changes);
            new LeaseChanges(forcing).commit(all, success, answer);
        } else {
            throw new InvalidArgumentsException(
                    ControlResponse.CONFLICT,
                    objection.get() + "; '" + FORCE + "': true does it all the same");
        }
    }
}
