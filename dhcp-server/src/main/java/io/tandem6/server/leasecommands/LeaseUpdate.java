package io.tandem6.server.leasecommands;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.control.CheckedCommand;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.lease.LeaseTable;
import java.util.List;
import java.util.function.Consumer;

/** {@code lease6-update}: replaces a lease as a whole; what is not given goes back to defaults. */
record LeaseUpdate(LeaseTable table, OperatorChanges changes, GivenLease given)
        implements CheckedCommand {
    @Override
    public String name() {
        return "lease6-update";
    }

    @Override
    public void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        CommandArguments arguments = CommandArguments.of(request);
        boolean forceCreate = arguments.bool("force-create");
        Lease lease = given.read(arguments);
        boolean exists = table.find(lease.address()) != null;
        if (!exists && !forceCreate) {
            throw given.conflict(
                    "failed to update the lease with address "
                            + lease.address()
                            + " either because the lease has been deleted or it has changed in the"
                            + " database, in both cases a retry might succeed");
        }
        changes.commit(
                name(),
                arguments,
                List.of(new LeaseChange.Put(lease)),
                ControlResponse.success(exists ? "IPv6 lease updated." : "IPv6 lease added."),
                answer);
    }
}
