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

/** {@code lease6-del}: one lease, by address or by holder. */
record LeaseDelete(LeaseTable table, OperatorChanges changes) implements CheckedCommand {
    @Override
    public String name() {
        return "lease6-del";
    }

    @Override
    public void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        CommandArguments arguments = CommandArguments.of(request);
        // There is no DNS to update, but the argument has to be well-formed.
        arguments.bool("update-ddns");
        Lease lease = LeaseSelector.of(arguments).find(table);
        if (lease == null) {
            answer.accept(
                    new ControlResponse(ControlResponse.EMPTY, "IPv6 lease not found.", null));
            return;
        }
        changes.commit(
                name(),
                arguments,
                List.of(new LeaseChange.Delete(lease)),
                ControlResponse.success("IPv6 lease deleted."),
                answer);
    }
}
