package io.tandem6.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tandem6.config.Subnet;
import io.tandem6.server.fake.ConfigText;
import io.tandem6.server.fake.IndentedText;
import io.tandem6.server.statistics.Statistics;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubnetMetersTest {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SubnetMeters meters =
            new SubnetMeters(registry, new Statistics(InstantSource.system()));

    private static List<Subnet> subnets(int first, int last) {
        List<String> lines = new ArrayList<>(List.of("config"));
        for (int id = first; id <= last; id++) {
            lines.add("  subnet " + id + " 2001:db8:" + Integer.toHexString(id) + "::/64");
        }
        return ConfigText.subnets(IndentedText.parse(lines).getFirst());
    }

    private long shown() {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith("dhcp6_subnet_grants_total{"))
                .filter(line -> line.contains("type=\"ia-na\""))
                .count();
    }

    @Test
    void theSubnetsOfTheConfigurationInForceAreShown() {
        meters.show(subnets(1, 3));
        assertThat(registry.scrape().lines())
                .contains(
                        "dhcp6_subnet_leases{state=\"total\",subnet=\"3\",type=\"ia-pd\"} 0.0",
                        "dhcp6_subnet_grants_total{subnet=\"3\",type=\"ia-na\"} 0.0");
        meters.show(subnets(3, 4));
        assertThat(shown()).isEqualTo(2);
        assertThat(registry.scrape()).contains("subnet=\"4\"").doesNotContain("subnet=\"1\"");
    }

    @Test
    void thereIsALimit() {
        meters.show(subnets(1, SubnetMeters.SUBNETS_MAX + 5));
        assertThat(shown()).isEqualTo(SubnetMeters.SUBNETS_MAX);
    }
}
