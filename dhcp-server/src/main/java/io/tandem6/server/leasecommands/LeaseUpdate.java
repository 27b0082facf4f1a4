package io.tandem6.server.leasecommands;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseArguments;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseJson.LeaseFormatException;
import io.tandem6.lease.LeaseJson.SubnetConflictException;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.leasecommands.CommandArguments.ArgumentException;
import io.tandem6.server.loop.EventLoop;
import java.util.List;
import java.util.function.Consumer;

/** {@code lease6-update}: replaces a lease as a whole; what is not given goes back to defaults. */
record LeaseUpdate(
        LeaseTable table,
        LeaseChanges changes,
        EventLoop loop,
        ConfiguredSubnets subnets,
        int conflictResult)
        implements LeaseCommand {
    @Override
    public String name() {
        return "lease6-update";
    }

    @Override
    public void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws ArgumentException {
        CommandArguments arguments = CommandArguments.of(request);
        boolean forceCreate = arguments.bool("force-create");
        Lease lease;
        try {
            lease = new LeaseArguments(subnets, loop.epochSecond()).read(arguments.map());
        } catch (SubnetConflictException e) {
            answer.accept(new ControlResponse(conflictResult, e.getMessage(), null));
            return;
        } catch (LeaseFormatException e) {
            throw new ArgumentException(e.getMessage());
        }
        boolean exists = table.find(lease.address()) != null;
        if (!exists && !forceCreate) {
            answer.accept(
                    new ControlResponse(
                            conflictResult,
                            "failed to update the lease with address "
                                    + lease.address()
                                    + " either because the lease has been deleted or it has"
                                    + " changed in the database, in both cases a retry might"
                                    + " succeed",
                            null));
            return;
        }
        changes.commit(
                List.of(new LeaseChange.Put(lease)),
                ControlResponse.success(exists ? "IPv6 lease updated." : "IPv6 lease added."),
                answer);
    }
}
