package io.tandem6.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.HaSettings;
import io.tandem6.config.TextResolver;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.node.NodeSnapshot;
import io.tandem6.server.node.NodeSnapshot.Relationship;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** How monitoring sees the HA states. */
class HaReportingTest {
    private static final Relationship FIRST = new Relationship("spoke1", ServerState.PARTNER_DOWN);
    private static final Relationship SECOND = new Relationship("spoke2", ServerState.TERMINATED);

    private static List<HaSettings> hub() {
        String relationship =
                """
                { "this-server-name": "hub%1$d", "mode": "hot-standby", "peers": [
                    { "name": "hub%1$d", "url": "http://192.0.2.1:800%1$d/", "role": "standby" },
                    { "name": "spoke%1$d", "url": "http://192.0.2.2:8000/", "role": "primary" } ] }
                """;
        String file =
                """
                { "Dhcp6": { "hooks-libraries": [ { "library": "libdhcp_ha.so",
                    "parameters": { "high-availability": [ %s, %s ] } } ] } }
                """
                        .formatted(relationship.formatted(1), relationship.formatted(2));
        return new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT)
                .parse("test.json", file)
                .config()
                .orElseThrow()
                .highAvailability();
    }

    @Test
    void thereIsAGaugeForEachRelationshipAndState() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        NodeSnapshot snapshot = new NodeSnapshot(List.of(FIRST, SECOND), Map.of(), 0);
        new NodeGauges(() -> snapshot).register(registry, hub());

        assertThat(registry.find("dhcp6.ha.state").gauges())
                .hasSize(2 * ServerState.values().length)
                .filteredOn(gauge -> gauge.value() == 1)
                .extracting(
                        gauge -> gauge.getId().getTag("partner"),
                        gauge -> gauge.getId().getTag("state"))
                .containsExactlyInAnyOrder(
                        tuple("spoke1", "partner-down"), tuple("spoke2", "terminated"));
    }

    @Test
    void healthNamesTheStateAndIsDownOnceARelationshipHasTerminated() {
        Health alone = HaHealth.of(List.of());
        Health pair = HaHealth.of(List.of(FIRST));
        Health hub = HaHealth.of(List.of(FIRST, SECOND));

        assertThat(alone.getStatus()).isEqualTo(Status.UP);
        assertThat(alone.getDetails()).containsEntry("state", "none");
        assertThat(pair.getStatus()).isEqualTo(Status.UP);
        assertThat(pair.getDetails()).containsEntry("state", "partner-down");
        assertThat(hub.getStatus()).isEqualTo(Status.DOWN);
        assertThat(hub.getDetails())
                .containsEntry("state", Map.of("spoke1", "partner-down", "spoke2", "terminated"));
    }
}
