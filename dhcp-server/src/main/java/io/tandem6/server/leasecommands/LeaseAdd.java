package io.tandem6.server.leasecommands;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseArguments;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseJson.LeaseFormatException;
import io.tandem6.lease.LeaseJson.SubnetConflictException;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.leasecommands.CommandArguments.ArgumentException;
import io.tandem6.server.loop.EventLoop;
import java.util.List;
import java.util.function.Consumer;

/** {@code lease6-add}: a lease that must not exist yet. */
record LeaseAdd(
        LeaseTable table,
        LeaseChanges changes,
        EventLoop loop,
        ConfiguredSubnets subnets,
        int conflictResult)
        implements LeaseCommand {
    @Override
    public String name() {
        return "lease6-add";
    }

    @Override
    public void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws ArgumentException {
        CommandArguments arguments = CommandArguments.of(request);
        Lease lease;
        try {
            lease = new LeaseArguments(subnets, loop.epochSecond()).read(arguments.map());
        } catch (SubnetConflictException e) {
            answer.accept(new ControlResponse(conflictResult, e.getMessage(), null));
            return;
        } catch (LeaseFormatException e) {
            throw new ArgumentException(e.getMessage());
        }
        if (table.find(lease.address()) != null) {
            answer.accept(new ControlResponse(conflictResult, "IPv6 lease already exists.", null));
            return;
        }
        String what =
                lease.type() == LeaseType.IA_NA
                        ? "address " + lease.address()
                        : "prefix " + lease.address() + "/" + lease.prefixLength();
        changes.commit(
                List.of(new LeaseChange.Put(lease)),
                ControlResponse.success(
                        "Lease for " + what + ", subnet-id " + lease.subnetId() + " added."),
                answer);
    }
}
