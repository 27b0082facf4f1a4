package io.tandem6.server.leasecommands;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.control.CheckedCommand;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.lease.LeaseTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code lease6-wipe}: all leases of one configured subnet, or of all of them. */
record LeaseWipe(LeaseTable table, OperatorChanges changes, ConfiguredSubnets subnets)
        implements CheckedCommand {
    @Override
    public String name() {
        return "lease6-wipe";
    }

    @Override
    public void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        CommandArguments arguments =
                request.arguments() == null
                        ? new CommandArguments(JsonNodeFactory.instance.objectNode())
                        : CommandArguments.of(request);
        long subnetId = Math.max(0, arguments.uint32("subnet-id"));
        List<Long> ids = subnetId == 0 ? subnets.ids() : List.of(subnetId);
        Set<Long> wiped = Set.copyOf(ids);
        List<LeaseChange> deletions = new ArrayList<>();
        table.forEach(
                lease -> {
                    if (wiped.contains(lease.subnetId())) {
                        deletions.add(new LeaseChange.Delete(lease));
                    }
                });
        String text =
                "Deleted "
                        + deletions.size()
                        + " IPv6 lease(s) from subnet(s) "
                        + ids.stream().map(String::valueOf).collect(Collectors.joining(" "));
        if (deletions.isEmpty()) {
            answer.accept(new ControlResponse(ControlResponse.EMPTY, text, null));
        } else {
            changes.commit(name(), arguments, deletions, ControlResponse.success(text), answer);
        }
    }
}
