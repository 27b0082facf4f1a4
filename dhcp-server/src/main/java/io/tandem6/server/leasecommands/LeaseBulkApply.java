package io.tandem6.server.leasecommands;

import io.tandem6.address.Ipv6Address;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseArguments;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseJson.LeaseFormatException;
import io.tandem6.lease.LeaseType;
import io.tandem6.lease.UpdateNumber;
import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.control.CheckedCommand;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.ReceivedUpdates;
import io.tandem6.server.loop.EventLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code lease6-bulk-apply}: the lease update of the HA partner. Everything is checked before
 * anything changes; then the partner's word counts, whatever is stored here, unless it comes too
 * late: a partner that is Tandem6 numbers its updates. One with which there is continuity is
 * answered elsewhere.
 */
record LeaseBulkApply(
        LeaseTable table,
        LeaseChanges changes,
        ReceivedUpdates received,
        EventLoop loop,
        ConfiguredSubnets subnets,
        PartnerUpdates partner)
        implements CheckedCommand {
    @Override
    public String name() {
        return "lease6-bulk-apply";
    }

    @Override
    public void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        CommandArguments arguments = CommandArguments.of(request);
        if (arguments.map().has(Greeting.KEY)) {
            if (!partner.receive(arguments.map(), answer)) {
                throw new InvalidArgumentsException(
                        "there is no continuity with the server that sent this");
            }
            return;
        }
        Optional<Origin> origin = Origin.of(arguments);
        if (origin.isPresent()) {
            origin.get().refuseIfLate(received);
        }
        JsonNode deletedList = list(arguments, "deleted-leases");
        JsonNode leaseList = list(arguments, "leases");
        if (deletedList == null && leaseList == null) {
            throw new InvalidArgumentsException(
                    "neither 'deleted-leases' nor 'leases' parameter specified");
        }
        Plan plan = new Plan(table, arguments.bool("only-newer"), loop.epochSecond());
        List<LeaseSelector> deletions = deletions(deletedList);
        List<Lease> leases = leases(leaseList);
        origin.ifPresent(known -> received.arrived(known.server(), known.number()));
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
            throws InvalidArgumentsException {
        JsonNode list = arguments.optional(name);
        if (list != null && !list.isArray()) {
            throw new InvalidArgumentsException("the '" + name + "' parameter must be a list");
        }
        return list;
    }

    private static List<LeaseSelector> deletions(@Nullable JsonNode list)
            throws InvalidArgumentsException {
        List<LeaseSelector> deletions = new ArrayList<>();
        if (list != null) {
            for (JsonNode element : list) {
                deletions.add(LeaseSelector.of(CommandArguments.of(element)));
            }
        }
        return deletions;
    }

    private List<Lease> leases(@Nullable JsonNode list) throws InvalidArgumentsException {
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
            throw new InvalidArgumentsException(e.getMessage());
        }
        return leases;
    }

    /**
     * Which update this is.
     *
     * @param server name of the server that sent it
     */
    private record Origin(String server, UpdateNumber number) {
        static Optional<Origin> of(CommandArguments arguments) throws InvalidArgumentsException {
            JsonNode number = arguments.optional("update-number");
            String server = arguments.string("server-name");
            return number == null || server == null
                    ? Optional.empty()
                    : UpdateNumber.decode(number).map(known -> new Origin(server, known));
        }

        void refuseIfLate(ReceivedUpdates received) throws InvalidArgumentsException {
            Optional<UpdateNumber> later = received.overtakenBy(server, number);
            if (later.isPresent()) {
                throw new InvalidArgumentsException(
                        "update %s of '%s' comes too late, after %s"
                                .formatted(number, server, later.get()));
            }
        }
    }

    /** What will be changed, and what cannot be. */
    private static final class Plan {
        private final LeaseTable table;
        private final boolean onlyNewer;
        private final long now;
        private final List<LeaseChange> changes = new ArrayList<>();
        private final Set<Ipv6Address> deleted = new HashSet<>();
        private final ArrayNode failedDeletions = JsonNodeFactory.instance.arrayNode();

        Plan(LeaseTable table, boolean onlyNewer, long now) {
            this.table = table;
            this.onlyNewer = onlyNewer;
            this.now = now;
        }

        void delete(LeaseSelector selector) {
            Lease lease = selector.find(table);
            if (lease == null) {
                failedDeletions.add(failure(selector));
            } else if (deleted.add(lease.address())) {
                changes.add(new LeaseChange.Delete(lease));
            }
        }

        /**
         * Unconditionally, unless the sender asks for more: neither holder, state nor time of the
         * stored lease matters.
         */
        void put(Lease lease) {
            Lease stored = onlyNewer ? table.find(lease.address()) : null;
            if (stored == null || lease.supersedes(stored, now)) {
                changes.add(LeaseChange.of(lease));
            }
        }

        private static ObjectNode failure(LeaseSelector selector) {
            ObjectNode failure = JsonNodeFactory.instance.objectNode();
            failure.put("type", selector.type().name());
            switch (selector) {
                case LeaseSelector.ByAddress(LeaseType ignored, Ipv6Address address) ->
                        failure.put("ip-address", address.toString());
                case LeaseSelector.ByBinding(BindingKey key, long ignored) ->
                        failure.put("duid", key.duid().toString());
            }
            return failure.put("result", ControlResponse.EMPTY)
                    .put("error-message", "lease not found");
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
