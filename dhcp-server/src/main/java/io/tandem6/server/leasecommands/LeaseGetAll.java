package io.tandem6.server.leasecommands;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.lease.Lease;
import io.tandem6.server.control.CheckedCommand;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.loop.EventLoop;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** {@code lease6-get-all}: every lease, or those of some subnets. */
record LeaseGetAll(LeaseTable table, EventLoop loop) implements CheckedCommand {
    @Override
    public String name() {
        return "lease6-get-all";
    }

    @Override
    public void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        Predicate<Lease> wanted = lease -> true;
        if (request.arguments() != null) {
            Set<Long> ids = subnets(CommandArguments.of(request));
            wanted = lease -> ids.contains(lease.subnetId());
        }
        LeaseListing.all(table, loop, wanted, leases -> answer.accept(LeaseList.of(leases)));
    }

    private static Set<Long> subnets(CommandArguments arguments) throws InvalidArgumentsException {
        JsonNode list = arguments.optional("subnets");
        if (list == null) {
            throw new InvalidArgumentsException("'subnets' parameter not specified");
        }
        if (!list.isArray()) {
            throw new InvalidArgumentsException("'subnets' parameter must be a list");
        }
        Set<Long> ids = new HashSet<>();
        for (JsonNode id : list) {
            if (!id.isIntegralNumber() || !id.canConvertToLong()) {
                throw new InvalidArgumentsException("listed subnet identifiers must be numbers");
            }
            ids.add(id.longValue());
        }
        return ids;
    }
}
