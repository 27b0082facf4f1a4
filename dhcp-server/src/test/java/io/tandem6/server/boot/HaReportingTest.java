package io.tandem6.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.HaSettings;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.continuity.OwnHalf;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.node.NodeSnapshot;
import io.tandem6.server.node.NodeSnapshot.Relationship;
import io.tandem6.server.peer.ContinuityReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** How monitoring sees the HA states. */
class HaReportingTest {
    private static final Relationship FIRST = new Relationship("spoke1", ServerState.PARTNER_DOWN);
    private static final Relationship SECOND = new Relationship("spoke2", ServerState.TERMINATED);

    private static List<HaSettings> hub() {
        return config("").highAvailability();
    }

    /** A hub's, with {@code more} members of Dhcp6. */
    private static ServerConfig config(String more) {
        String relationship =
                """
                { "this-server-name": "hub%1$d", "mode": "hot-standby", "peers": [
                    { "name": "hub%1$d", "url": "http://192.0.2.1:800%1$d/", "role": "standby" },
                    { "name": "spoke%1$d", "url": "http://192.0.2.2:8000/", "role": "primary" } ] }
                """;
        String file =
                """
                { "Dhcp6": { "hooks-libraries": [ { "library": "libdhcp_ha.so",
                    "parameters": { "high-availability": [ %s, %s ] } } ] %s } }
                """
                        .formatted(relationship.formatted(1), relationship.formatted(2), more);
        return new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT)
                .parse("test.json", file)
                .config()
                .orElseThrow();
    }

    private static NodeSnapshot snapshot(List<Relationship> relationships) {
        return new NodeSnapshot(relationships, Map.of(), 0, Optional.empty());
    }

    private static NodeSnapshot continuing() {
        OwnHalf.Kind addresses = new OwnHalf.Kind(7, LeaseType.IA_NA);
        return new NodeSnapshot(
                List.of(FIRST),
                Map.of(),
                0,
                Optional.of(
                        new NodeSnapshot.Continuing(
                                new ContinuityReport(
                                        true, 3, false, false, 12, false, false, false, true, -5),
                                Map.of(addresses, 0L),
                                Set.of(addresses))));
    }

    @Test
    void healthSaysWhatTheOperatorShouldSeeToWhileClientsAreServed() {
        Health health = HaHealth.of(continuing());

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails())
                .containsEntry("continuity", "in force")
                .containsEntry("contact", false)
                .containsEntry("configurations", "the partner has another configuration")
                .containsEntry("own-half-exhausted", List.of("subnet 7 IA_NA"));
    }

    @Test
    void gaugesShowHowContinuityIs() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ServerConfig config =
                config(
                        """
                        , "subnet6": [ { "id": 7, "subnet": "2001:db8:1::/64",
                            "pools": [ { "pool": "2001:db8:1::/80" } ] } ]""");
        ContinuityGauges gauges = new ContinuityGauges(HaReportingTest::continuing);
        gauges.register(registry, config);
        gauges.register(registry, config);

        assertThat(registry.getMeters())
                .filteredOn(meter -> meter instanceof Gauge gauge && gauge.value() != 0)
                .extracting(meter -> meter.getId().getName() + " " + ((Gauge) meter).value())
                .containsExactlyInAnyOrder(
                        "dhcp6.continuity.in.force 1.0",
                        "dhcp6.continuity.configurations.differ 1.0",
                        "dhcp6.continuity.agreement 3.0",
                        "dhcp6.continuity.outstanding 12.0",
                        "dhcp6.continuity.clock.skew.seconds -5.0");
        assertThat(registry.get("dhcp6.continuity.free").tag("subnet", "7").gauge().value())
                .isZero();
    }

    @Test
    void thereIsAGaugeForEachRelationshipAndState() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        NodeSnapshot snapshot = snapshot(List.of(FIRST, SECOND));
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
        Health alone = HaHealth.of(snapshot(List.of()));
        Health pair = HaHealth.of(snapshot(List.of(FIRST)));
        Health hub = HaHealth.of(snapshot(List.of(FIRST, SECOND)));

        assertThat(alone.getStatus()).isEqualTo(Status.UP);
        assertThat(alone.getDetails()).containsEntry("state", "none");
        assertThat(pair.getStatus()).isEqualTo(Status.UP);
        assertThat(pair.getDetails()).containsEntry("state", "partner-down");
        assertThat(hub.getStatus()).isEqualTo(Status.DOWN);
        assertThat(hub.getDetails())
                .containsEntry("state", Map.of("spoke1", "partner-down", "spoke2", "terminated"));
    }
}
