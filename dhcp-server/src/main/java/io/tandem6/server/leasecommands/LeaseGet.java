package io.tandem6.server.leasecommands;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseJson;
import io.tandem6.server.control.CheckedCommand;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.lease.LeaseTable;
import java.util.function.Consumer;

/** {@code lease6-get}: one lease, by address or by holder. */
record LeaseGet(LeaseTable table) implements CheckedCommand {
    @Override
    public String name() {
        return "lease6-get";
    }

    @Override
    public void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        Lease lease = LeaseSelector.of(CommandArguments.of(request)).find(table);
        answer.accept(
                lease == null
                        ? new ControlResponse(ControlResponse.EMPTY, "Lease not found.", null)
                        : ControlResponse.success("IPv6 lease found.", LeaseJson.toAnswer(lease)));
    }
}
