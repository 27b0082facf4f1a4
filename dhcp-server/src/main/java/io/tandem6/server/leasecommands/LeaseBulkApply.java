package io.tandem6.server.leasecommands;

import io.tandem6.address.Ipv6Address;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseArguments;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseJson.LeaseFormatException;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.leasecommands.CommandArguments.ArgumentException;
import io.tandem6.server.loop.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code lease6-bulk-apply}: the lease update of the HA partner. Everything is checked before
 * anything changes; then the partner's word counts, whatever is stored here.
 */
record LeaseBulkApply(
        LeaseTable table, LeaseChanges changes, EventLoop loop, ConfiguredSubnets subnets)
        implements LeaseCommand {
    @Override
    public String name() {
        return "lease6-bulk-apply";
    }

    private record Deletion(LeaseType type, Ipv6Address address) {}

    @Override
    public void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws ArgumentException {
        CommandArguments arguments = CommandArguments.of(request);
        JsonNode deletedList = list(arguments, "deleted-leases");
        JsonNode leaseList = list(arguments, "leases");
        if (deletedList == null && leaseList == null) {
            throw new ArgumentException(
                    "neither 'deleted-leases' nor 'leases' parameter specified");
        }
        Plan plan = new Plan(table);
        List<Deletion> deletions = deletions(deletedList);
        List<Lease> leases = leases(leaseList);
        deletions.forEach(plan::delete);
        leases.forEach(plan::put);
        ControlResponse success = plan.answer();
        if (plan.changes.isEmpty()) {
            answer.accept(success);
        } else {
            changes.commit(plan.changes, success, answer);
        }
    }

    private static @Nullable JsonNode list(CommandArguments arguments, String name)
            throws ArgumentException {
        JsonNode list = arguments.optional(name);
        if (list != null && !list.isArray()) {
            throw new ArgumentException("the '" + name + "' parameter must be a list");
        }
        return list;
    }

    private static List<Deletion> deletions(@Nullable JsonNode list) throws ArgumentException {
        List<Deletion> deletions = new ArrayList<>();
        if (list == null) {
            return deletions;
        }
        for (JsonNode element : list) {
            if (!element.isObject()) {
                throw new ArgumentException("an element of 'deleted-leases' is not a map");
            }
            CommandArguments lease = new CommandArguments(element);
            String address = lease.string("ip-address");
            if (address == null) {
                throw new ArgumentException("missing parameter 'ip-address'");
            }
            deletions.add(new Deletion(lease.type(), CommandArguments.address(address)));
        }
        return deletions;
    }

    private List<Lease> leases(@Nullable JsonNode list) throws ArgumentException {
        List<Lease> leases = new ArrayList<>();
        LeaseArguments reader = new LeaseArguments(subnets, loop.epochSecond());
        try {
            if (list != null) {
                for (JsonNode element : list) {
                    leases.add(reader.read(element));
                }
            }
        } catch (LeaseFormatException e) {
            // Subnet conflicts are no exception here: Kea too answers with a plain error.
            throw new ArgumentException(e.getMessage());
        }
        return leases;
    }

    /** What will be changed, and what cannot be. */
    private static final class Plan {
        private final LeaseTable table;
        private final List<LeaseChange> changes = new ArrayList<>();
        private final Map<Ipv6Address, LeaseChange> planned = new HashMap<>();
        private final ArrayNode failedDeletions = JsonNodeFactory.instance.arrayNode();

        Plan(LeaseTable table) {
            this.table = table;
        }

        private @Nullable Lease current(Ipv6Address address) {
            return switch (planned.get(address)) {
                case null -> table.find(address);
                case LeaseChange.Put put -> put.lease();
                case LeaseChange.Delete ignored -> null;
            };
        }

        private void add(LeaseChange change) {
            changes.add(change);
            planned.put(change.address(), change);
        }

        void delete(Deletion deletion) {
            Lease lease = current(deletion.address);
            if (lease == null || lease.type() != deletion.type) {
                failedDeletions.add(
                        failure(
                                deletion.type,
                                deletion.address,
                                ControlResponse.EMPTY,
                                "no such lease"));
            } else {
                add(new LeaseChange.Delete(lease));
            }
        }

        /** Unconditionally: neither holder, state nor time of the stored lease matters. */
        void put(Lease lease) {
            add(new LeaseChange.Put(lease));
        }

        private static ObjectNode failure(
                LeaseType type, Ipv6Address address, int result, String message) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("type", type.name())
                    .put("ip-address", address.toString())
                    .put("result", result)
                    .put("error-message", message);
        }

        ControlResponse answer() {
            ObjectNode arguments = null;
            if (!failedDeletions.isEmpty()) {
                arguments = JsonNodeFactory.instance.objectNode();
                arguments.set("failed-deleted-leases", failedDeletions);
            }
            return new ControlResponse(
                    changes.isEmpty() ? ControlResponse.EMPTY : ControlResponse.SUCCESS,
                    "Bulk apply of " + changes.size() + " IPv6 leases completed.",
                    arguments);
        }
    }
}
