package io.tandem6.server.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tandem6.config.Subnet;
import io.tandem6.server.statistics.Statistics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shows how much of each subnet is in use, from the statistics. Of a configuration with very many
 * subnets only the first {@link #SUBNETS_MAX} are shown, since each costs a dozen meters; the
 * statistics of all of them are there for commands.
 */
public final class SubnetMeters {
    /** Most subnets that are shown. */
    public static final int SUBNETS_MAX = 1000;

    private final MeterRegistry registry;
    private final Statistics statistics;
    private final Map<Long, List<Meter>> shown = new HashMap<>();

    /** Shows values of {@code statistics} in {@code registry}. */
    public SubnetMeters(MeterRegistry registry, Statistics statistics) {
        this.registry = registry;
        this.statistics = statistics;
    }

    /** From now on shows these subnets. */
    public synchronized void show(List<Subnet> subnets) {
        Set<Long> wanted = new HashSet<>();
        subnets.stream().limit(SUBNETS_MAX).forEach(subnet -> wanted.add(subnet.id()));
        for (Long id : Set.copyOf(shown.keySet())) {
            if (!wanted.contains(id)) {
                shown.getOrDefault(id, List.of()).forEach(registry::remove);
                shown.remove(id);
            }
        }
        wanted.forEach(id -> shown.computeIfAbsent(id, this::register));
    }

    private List<Meter> register(long id) {
        return List.of(
                leases(id, "ia-na", "total", "total-nas"),
                leases(id, "ia-na", "assigned", "assigned-nas"),
                leases(id, "ia-na", "declined", "declined-addresses"),
                leases(id, "ia-na", "registered", "registered-nas"),
                leases(id, "ia-pd", "total", "total-pds"),
                leases(id, "ia-pd", "assigned", "assigned-pds"),
                counter(id, "grants", "ia-na", "cumulative-assigned-nas"),
                counter(id, "grants", "ia-pd", "cumulative-assigned-pds"),
                counter(id, "reclaimed", "any", "reclaimed-leases"),
                counter(id, "failures", "any", "v6-allocation-fail"));
    }

    private Meter leases(long id, String type, String state, String statistic) {
        String name = name(id, statistic);
        return Gauge.builder("dhcp6.subnet.leases", () -> value(name))
                .description("Leases of a subnet, and how many there can be")
                .tag("subnet", Long.toString(id))
                .tag("type", type)
                .tag("state", state)
                .register(registry);
    }

    private Meter counter(long id, String what, String type, String statistic) {
        String name = name(id, statistic);
        return FunctionCounter.builder("dhcp6.subnet." + what, this, meters -> value(name))
                .description("Events of a subnet since the start")
                .tag("subnet", Long.toString(id))
                .tag("type", type)
                .register(registry);
    }

    private static String name(long id, String statistic) {
        return "subnet[" + id + "]." + statistic;
    }

    private long value(String name) {
        return statistics.value(name).orElse(0);
    }
}
