package io.tandem6.server.peer;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseArguments;
import io.tandem6.lease.LeaseArguments.LeaseSubnet;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseJson;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.LeaseWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Just enough of the lease commands for two servers to work together. */
final class TestLeaseCommands {
    private static final LeaseSubnet SUBNET =
            new LeaseSubnet(1, Ipv6Prefix.parse("2001:db8::/32"), 4000);

    private final LeaseTable leases;
    private final LeaseWriter writer;

    TestLeaseCommands(LeaseTable leases, LeaseWriter writer) {
        this.leases = leases;
        this.writer = writer;
    }

    void page(ControlRequest request, Consumer<ControlResponse> answer) {
        String from = request.arguments().get("from").stringValue();
        List<Lease> page =
                leases.page(
                        from.equals("start") ? null : Ipv6Address.parse(from),
                        request.arguments().get("limit").intValue());
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("count", page.size());
        var list = arguments.putArray("leases");
        page.forEach(lease -> list.add(LeaseJson.toAnswer(lease)));
        answer.accept(
                new ControlResponse(
                        page.isEmpty() ? ControlResponse.EMPTY : ControlResponse.SUCCESS,
                        page.size() + " leases",
                        arguments));
    }

    void bulkApply(ControlRequest request, Consumer<ControlResponse> answer) {
        List<LeaseChange> changes = new ArrayList<>();
        try {
            for (JsonNode lease : request.arguments().get("deleted-leases")) {
                changes.add(new LeaseChange.Delete(read(lease)));
            }
            for (JsonNode lease : request.arguments().get("leases")) {
                changes.add(new LeaseChange.Put(read(lease)));
            }
        } catch (LeaseJson.LeaseFormatException e) {
            answer.accept(ControlResponse.error(e.getMessage()));
            return;
        }
        writer.commit(
                changes,
                outcome -> answer.accept(ControlResponse.success(changes.size() + " applied")));
    }

    private static Lease read(JsonNode lease) throws LeaseJson.LeaseFormatException {
        return new LeaseArguments(
                        new LeaseArguments.Subnets() {
                            @Override
                            public Optional<LeaseSubnet> byId(long id) {
                                return id == 1 ? Optional.of(SUBNET) : Optional.empty();
                            }

                            @Override
                            public Optional<LeaseSubnet> byAddress(Ipv6Address address) {
                                return Optional.of(SUBNET);
                            }
                        },
                        0)
                .read(lease);
    }
}
