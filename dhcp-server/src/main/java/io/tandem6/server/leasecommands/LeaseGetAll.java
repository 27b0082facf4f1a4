package io.tandem6.server.leasecommands;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.lease.Lease;
import io.tandem6.server.control.CheckedCommand;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.lease.LeaseTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** {@code lease6-get-all}: every lease, or those of some subnets. */
record LeaseGetAll(LeaseTable table) implements CheckedCommand {
    @Override
    public String name() {
        return "lease6-get-all";
    }

    @Override
    public void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        List<Lease> leases = new ArrayList<>();
        if (request.arguments() == null) {
            table.forEach(leases::add);
        } else {
            Set<Long> ids = subnets(CommandArguments.of(request));
            table.forEach(
                    lease -> {
                        if (ids.contains(lease.subnetId())) {
                            leases.add(lease);
                        }
                    });
        }
        answer.accept(LeaseList.of(leases));
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
