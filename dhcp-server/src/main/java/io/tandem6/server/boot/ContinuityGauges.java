package io.tandem6.server.boot;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.Subnet;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.continuity.OwnHalf;
import io.tandem6.server.metrics.SubnetMeters;
import io.tandem6.server.node.NodeSnapshot;
import io.tandem6.server.peer.ContinuityReport;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Meters that show how continuity with the partner is; a server without a relationship has none.
 *
 * @param snapshot the state of things
 */
record ContinuityGauges(Supplier<NodeSnapshot> snapshot) {
    private static final String PREFIX = "dhcp6.continuity.";
    private static final String FREE = PREFIX + "free";

    /** Registers what a configuration needs and is not there yet. */
    void register(MeterRegistry registry, ServerConfig config) {
        if (config.highAvailability().isEmpty()) {
            return;
        }
        if (registry.find(PREFIX + "in.force").gauge() == null) {
            flag(
                    registry,
                    "in.force",
                    "1 while an agreement is in force",
                    ContinuityReport::inForce);
            flag(registry, "contact", "1 while the partner answers", ContinuityReport::contact);
            flag(
                    registry,
                    "reconciled",
                    "1 while both servers know all of each other",
                    ContinuityReport::reconciled);
            flag(
                    registry,
                    "handed.over",
                    "1 while the partner may use this server's half",
                    ContinuityReport::handedOver);
            flag(
                    registry,
                    "holding",
                    "1 while this server may use the partner's half",
                    ContinuityReport::holding);
            flag(
                    registry,
                    "behind",
                    "1 while this server has yet to be told what it has forgotten",
                    ContinuityReport::behind);
            flag(
                    registry,
                    "configurations.differ",
                    "1 while the partner is known to have another configuration",
                    ContinuityReport::configurationsDiffer);
            number(
                    registry,
                    "agreement",
                    "Number of the agreement, 0 without one",
                    ContinuityReport::agreement);
            number(
                    registry,
                    "outstanding",
                    "Addresses of which the partner does not know the latest",
                    ContinuityReport::outstanding);
            number(
                    registry,
                    "clock.skew.seconds",
                    "By how much the partner's clock is ahead",
                    ContinuityReport::skewSeconds);
        }
        config.subnets().stream()
                .limit(SubnetMeters.SUBNETS_MAX)
                .forEach(subnet -> free(registry, subnet));
    }

    private void free(MeterRegistry registry, Subnet subnet) {
        for (LeaseType type : LeaseType.values()) {
            boolean has =
                    switch (type) {
                        case IA_NA -> !subnet.pools().isEmpty();
                        case IA_PD -> !subnet.pdPools().isEmpty();
                    };
            String number = Long.toString(subnet.id());
            String tag = type.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (has && registry.find(FREE).tag("subnet", number).tag("type", tag).gauge() == null) {
                OwnHalf.Kind kind = new OwnHalf.Kind(subnet.id(), type);
                Gauge.builder(FREE, () -> free(kind))
                        .description("What nobody has of this server's half, while that is known")
                        .tag("subnet", number)
                        .tag("type", tag)
                        .register(registry);
            }
        }
    }

    private double free(OwnHalf.Kind kind) {
        Optional<NodeSnapshot.Continuing> continuity = snapshot.get().continuity();
        Long free = continuity.map(c -> c.free().get(kind)).orElse(null);
        return free == null ? Double.NaN : free;
    }

    private void flag(
            MeterRegistry registry,
            String name,
            String description,
            Predicate<ContinuityReport> value) {
        number(registry, name, description, report -> value.test(report) ? 1 : 0);
    }

    private void number(
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<ContinuityReport> value) {
        Gauge.builder(
                        PREFIX + name,
                        () ->
                                snapshot.get()
                                        .continuity()
                                        .map(c -> value.applyAsDouble(c.report()))
                                        .orElse(0.0))
                .description(description)
                .register(registry);
    }
}
