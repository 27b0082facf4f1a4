package io.tandem6.server.boot;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tandem6.config.HaSettings;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.journal.JournalLeaseStore;
import io.tandem6.server.lease.LeaseCounts;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.node.NodeSnapshot;
import io.tandem6.server.node.Relationships;
import io.tandem6.server.sql.SqlLeaseStore;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Meters that show how the node is.
 *
 * @param snapshot the state of things
 */
record NodeGauges(Supplier<NodeSnapshot> snapshot) {
    private static final String HA_STATE = "dhcp6.ha.state";

    /** Registers them all. */
    void register(MeterRegistry registry, List<HaSettings> relationships) {
        relationships(registry, relationships);
        for (LeaseType type : LeaseType.values()) {
            leases(registry, type, "assigned", LeaseCounts::assigned);
            leases(registry, type, "declined", LeaseCounts::declined);
            leases(registry, type, "expired-reclaimed", LeaseCounts::reclaimed);
        }
        Gauge.builder("dhcp6.exchanges.parked", () -> snapshot.get().parked())
                .description("Exchanges that wait for the disk or the partner")
                .register(registry);
    }

    /**
     * Registers those of the relationships that a new configuration adds; the others stay. A server
     * without HA relationships has an HA state that is always 0.
     */
    void relationships(MeterRegistry registry, List<HaSettings> relationships) {
        List<String> partners = relationships.stream().map(Relationships::partner).toList();
        for (String partner : partners.isEmpty() ? List.of("") : partners) {
            if (registry.find(HA_STATE).tag("partner", partner).gauge() != null) {
                continue;
            }
            for (ServerState state : ServerState.values()) {
                NodeSnapshot.Relationship wanted = new NodeSnapshot.Relationship(partner, state);
                Gauge.builder(HA_STATE, () -> is(wanted) ? 1 : 0)
                        .description("1 for the HA state of this server, 0 for the others")
                        .tag("partner", partner)
                        .tag("state", state.wireName())
                        .register(registry);
            }
        }
    }

    /** Registers the one that shows whether leases can be stored. */
    static void failing(MeterRegistry registry, LeaseStore store) {
        Gauge.builder("dhcp6.lease.store.failing", () -> store.trouble().isPresent() ? 1 : 0)
                .description("1 while leases cannot be written and nothing is granted")
                .register(registry);
    }

    /** Registers the one that shows what waits for a lease database. */
    static void waiting(MeterRegistry registry, SqlLeaseStore store) {
        Gauge.builder("dhcp6.lease.database.waiting", store::waitingChanges)
                .description("Lease changes that wait for the database")
                .register(registry);
    }

    /** Registers the one that shows that somebody else changes the lease file. */
    static void replaced(MeterRegistry registry, JournalLeaseStore store) {
        FunctionCounter.builder("dhcp6.lease.file.replaced", store, JournalLeaseStore::replacements)
                .description("How often the lease file was replaced, changed or removed by others")
                .register(registry);
    }

    private boolean is(NodeSnapshot.Relationship relationship) {
        return snapshot.get().relationships().contains(relationship);
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
                .description("Leases")
                .tag("type", type.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .tag("state", state)
                .register(registry);
    }
}
