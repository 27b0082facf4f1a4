package io.tandem6.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tandem6.config.Subnet;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.MessageType;
import io.tandem6.option.MalformedReason;
import io.tandem6.server.exchange.DropReason;
import io.tandem6.server.fake.ConfigText;
import io.tandem6.server.fake.IndentedText;
import io.tandem6.server.lease.Leases;
import io.tandem6.server.pipeline.LeaseEvent;
import io.tandem6.server.subnet.Link;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The names are an interface: dashboards and alerts rest on them. */
class ServerMetricsTest {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ServerMetrics metrics = new ServerMetrics(registry);

    @Test
    void everythingIsThereFromTheStart() {
        List<String> lines = registry.scrape().lines().toList();
        assertThat(lines)
                .contains(
                        "dhcp6_messages_received_total{type=\"solicit\"} 0.0",
                        "dhcp6_messages_received_total{type=\"information-request\"} 0.0",
                        "dhcp6_messages_sent_total{type=\"advertise\"} 0.0",
                        "dhcp6_messages_sent_total{type=\"reply\"} 0.0",
                        "dhcp6_malformed_total{reason=\"bad-ia\"} 0.0",
                        "dhcp6_lease_changes_total{event=\"granted\"} 0.0",
                        "dhcp6_lease_changes_total{event=\"extended\"} 0.0",
                        "dhcp6_lease_changes_total{event=\"released\"} 0.0",
                        "dhcp6_lease_changes_total{event=\"declined\"} 0.0",
                        "dhcp6_lease_changes_total{event=\"revoked\"} 0.0",
                        "dhcp6_reply_latency_seconds_count{type=\"advertise\"} 0",
                        "dhcp6_reply_latency_seconds_count{type=\"reply\"} 0");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("dhcp6_drops_total"))
                .hasSize(DropReason.values().length)
                .contains("dhcp6_drops_total{reason=\"not-in-scope\"} 0.0");
    }

    @Test
    void eventsAreCounted() {
        metrics.received(MessageType.SOLICIT);
        metrics.received(99);
        metrics.received(200);
        metrics.malformed(MalformedReason.TRUNCATED_HEADER);
        metrics.dropped(DropReason.UNICAST);
        metrics.replied(MessageType.REPLY, Duration.ofMillis(3));
        assertThat(registry.scrape().lines())
                .contains(
                        "dhcp6_messages_received_total{type=\"solicit\"} 1.0",
                        "dhcp6_messages_received_total{type=\"unknown\"} 2.0",
                        "dhcp6_malformed_total{reason=\"truncated-header\"} 1.0",
                        "dhcp6_drops_total{reason=\"parse-failed\"} 1.0",
                        "dhcp6_drops_total{reason=\"unicast\"} 1.0",
                        "dhcp6_messages_sent_total{type=\"reply\"} 1.0",
                        "dhcp6_reply_latency_seconds_count{type=\"reply\"} 1",
                        "dhcp6_reply_latency_seconds_sum{type=\"reply\"} 0.003");
    }

    @Test
    void clientsWithoutALeaseAreCounted() {
        Subnet subnet =
                ConfigText.subnets(
                                IndentedText.parse(List.of("config", "  subnet 1 2001:db8:1::/64"))
                                        .getFirst())
                        .getFirst();
        metrics.allocationFailed(LeaseType.IA_PD, new Link(subnet, List.of(subnet)), Set.of());
        assertThat(registry.scrape().lines())
                .contains(
                        "dhcp6_allocation_failures_total{type=\"ia-na\"} 0.0",
                        "dhcp6_allocation_failures_total{type=\"ia-pd\"} 1.0");
    }

    @ParameterizedTest
    @EnumSource
    void leaseChangesAreCounted(LeaseEvent event) {
        Lease lease = Leases.address("2001:db8:1::1", "000102", 0, 1);
        metrics.changing(event, lease, null);
        metrics.changing(event, lease, null);
        assertThat(registry.scrape().lines())
                .contains("dhcp6_lease_changes_total{event=\"" + event.label() + "\"} 2.0");
    }
}
