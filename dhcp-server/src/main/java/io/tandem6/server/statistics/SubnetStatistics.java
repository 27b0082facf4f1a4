package io.tandem6.server.statistics;

import io.tandem6.config.Subnet;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.control.CheckedCommand;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.lease.LeaseCounts;
import io.tandem6.server.lease.LeaseTable;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code stat-lease6-get} of Kea's hook library stat_cmds: a row of numbers for each subnet. What
 * is assigned is counted in the leases themselves; the rest are statistics.
 *
 * @param statistics the statistics
 * @param leases the leases
 * @param subnets those of the configuration in force
 * @param clock for the time of the answer
 */
public record SubnetStatistics(
        Statistics statistics,
        LeaseTable leases,
        Supplier<List<Subnet>> subnets,
        InstantSource clock)
        implements CheckedCommand {
    private static final String NAME = "stat-lease6-get";
    private static final List<String> COLUMNS =
            List.of(
                    "subnet-id",
                    "total-nas",
                    "cumulative-assigned-nas",
                    "assigned-nas",
                    "declined-nas",
                    "total-pds",
                    "cumulative-assigned-pds",
                    "assigned-pds");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        answer.accept(answer(Selection.of(request.arguments())));
    }

    private ControlResponse answer(Selection selection) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        ObjectNode result = arguments.putObject("result-set");
        COLUMNS.forEach(result.putArray("columns")::add);
        ArrayNode rows = result.putArray("rows");
        subnets.get().stream()
                .filter(subnet -> selection.includes(subnet.id()))
                .sorted(Comparator.comparingLong(Subnet::id))
                .forEach(subnet -> addRow(rows.addArray(), subnet.id()));
        if (rows.isEmpty()) {
            return new ControlResponse(
                    ControlResponse.EMPTY,
                    "%s[%s]: no matching data%s"
                            .formatted(NAME, selection.shown(), selection.nothing()),
                    JsonNodeFactory.instance.objectNode());
        }
        result.put("timestamp", Statistic.time(clock.instant()));
        return ControlResponse.success(
                "%s[%s]: %d rows found".formatted(NAME, selection.shown(), rows.size()), arguments);
    }

    private void addRow(ArrayNode row, long id) {
        LeaseCounts addresses = leases.counts(id, LeaseType.IA_NA);
        LeaseCounts prefixes = leases.counts(id, LeaseType.IA_PD);
        Scope na = Scope.subnet(id, LeaseType.IA_NA);
        Scope pd = Scope.subnet(id, LeaseType.IA_PD);
        row.add(id);
        row.add(statistics.exactly(na.total()));
        row.add(statistics.exactly(na.cumulative()));
        row.add(addresses.assignedOrDeclined());
        row.add(addresses.declined());
        row.add(statistics.exactly(pd.total()));
        row.add(statistics.exactly(pd.cumulative()));
        row.add(prefixes.assigned());
    }

    /**
     * Which subnets.
     *
     * @param first lowest id
     * @param last highest id
     * @param shown the selection in Kea's words
     * @param nothing the end of the sentence if none of them is there
     */
    private record Selection(long first, long last, String shown, String nothing) {
        static Selection of(@Nullable JsonNode arguments) throws InvalidArgumentsException {
            JsonNode id = arguments == null ? null : arguments.get("subnet-id");
            JsonNode range = arguments == null ? null : arguments.get("subnet-range");
            if (id != null && range != null) {
                throw new InvalidArgumentsException(
                        "cannot specify both subnet-id and subnet-range");
            }
            if (id != null) {
                long only = id(id, "subnet-id");
                return new Selection(
                        only,
                        only,
                        "subnet-id=" + only,
                        ", subnet-id: " + only + " does not exist");
            }
            return range == null
                    ? new Selection(0, Subnet.ID_MAX, "all subnets", "")
                    : ofRange(range);
        }

        private static Selection ofRange(JsonNode range) throws InvalidArgumentsException {
            if (!range.isObject()) {
                throw new InvalidArgumentsException("subnet-range parameter is not a map");
            }
            long first = id(range.path("first-subnet-id"), "first-subnet-id");
            long last = id(range.path("last-subnet-id"), "last-subnet-id");
            if (last < first) {
                throw new InvalidArgumentsException(
                        "'last-subnet-id' must be greater than 'first-subnet-id'");
            }
            return new Selection(
                    first,
                    last,
                    "subnets " + first + " through " + last,
                    ", selected ID range: "
                            + first
                            + " through "
                            + last
                            + " includes no known subnets");
        }

        private static long id(JsonNode node, String parameter) throws InvalidArgumentsException {
            if (node.isMissingNode()) {
                throw new InvalidArgumentsException("'" + parameter + "' parameter is required");
            }
            if (!node.isIntegralNumber() || !node.canConvertToLong()) {
                throw new InvalidArgumentsException("'" + parameter + "' parameter is not integer");
            }
            if (node.longValue() <= 0) {
                throw new InvalidArgumentsException("'" + parameter + "' parameter must be > 0");
            }
            return node.longValue();
        }

        boolean includes(long id) {
            return first <= id && id <= last;
        }
    }
}
