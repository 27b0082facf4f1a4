package io.tandem6.server.leasecommands;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.control.CheckedCommand;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.lease.LeaseTable;
import java.util.List;
import java.util.function.Consumer;

/** {@code lease6-add}: a lease that must not exist yet. */
record LeaseAdd(LeaseTable table, OperatorChanges changes, GivenLease given)
        implements CheckedCommand {
    @Override
    public String name() {
        return "lease6-add";
    }

    @Override
    public void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        CommandArguments arguments = CommandArguments.of(request);
        Lease lease = given.read(arguments);
        if (table.find(lease.address()) != null) {
            throw given.conflict("IPv6 lease already exists.");
        }
        String what =
                lease.type() == LeaseType.IA_NA
                        ? "address " + lease.address()
                        : "prefix " + lease.address() + "/" + lease.prefixLength();
        changes.commit(
                name(),
                arguments,
                List.of(new LeaseChange.Put(lease)),
                ControlResponse.success(
                        "Lease for " + what + ", subnet-id " + lease.subnetId() + " added."),
                answer);
    }
}
