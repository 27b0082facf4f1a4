package io.tandem6.server.boot;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.lease.LeaseCounts;
import io.tandem6.server.node.NodeSnapshot;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Meters that show how the node is.
 *
 * @param snapshot the state of things
 */
record NodeGauges(Supplier<NodeSnapshot> snapshot) {
    void register(MeterRegistry registry) {
        for (ServerState state : ServerState.values()) {
            Gauge.builder("dhcp6.ha.state", () -> is(state) ? 1 : 0)
                    .description("1 for the HA state of this server, 0 for the others")
                    .tag("state", state.wireName())
                    .register(registry);
        }
        for (LeaseType type : LeaseType.values()) {
            leases(registry, type, "assigned", LeaseCounts::assigned);
            leases(registry, type, "declined", LeaseCounts::declined);
            leases(registry, type, "expired-reclaimed", LeaseCounts::reclaimed);
        }
        Gauge.builder("dhcp6.exchanges.parked", () -> snapshot.get().parked())
                .description("Exchanges that wait for the disk or the partner")
                .register(registry);
    }

    private boolean is(ServerState state) {
        return snapshot.get().haState().filter(state::equals).isPresent();
    }

    private void leases(
            MeterRegistry registry,
            LeaseType type,
            String state,
            ToLongFunction<LeaseCounts> count) {
        Gauge.builder(
                        "dhcp6.leases",
                        () ->
                                count.applyAsLong(
                                        snapshot.get()
                                                .leases()
                                                .getOrDefault(type, LeaseCounts.NONE)))
                .description("Leases in the configured subnets")
                .tag("type", type.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .tag("state", state)
                .register(registry);
    }
}
