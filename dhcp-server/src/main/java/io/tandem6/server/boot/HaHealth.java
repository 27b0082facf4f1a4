package io.tandem6.server.boot;

import io.tandem6.server.ha.ServerState;
import io.tandem6.server.node.NodeSnapshot;
import io.tandem6.server.node.NodeSnapshot.Relationship;
import io.tandem6.server.peer.ContinuityReport;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;

/** What the health endpoint says of high availability. */
final class HaHealth {
    private HaHealth() {}

    /** Down once one of the relationships has given up. */
    static Health of(NodeSnapshot snapshot) {
        List<Relationship> relationships = snapshot.relationships();
        boolean terminated =
                relationships.stream().anyMatch(r -> r.state() == ServerState.TERMINATED);
        Health.Builder health =
                (terminated ? Health.down() : Health.up())
                        .withDetail("state", describe(relationships));
        snapshot.continuity().ifPresent(continuity -> describe(continuity, health));
        return health.build();
    }

    /** What an operator should see to, though clients are served. */
    private static void describe(NodeSnapshot.Continuing continuity, Health.Builder health) {
        ContinuityReport report = continuity.report();
        health.withDetail("continuity", report.inForce() ? "in force" : "not in force");
        health.withDetail("contact", report.contact());
        if (report.configurationsDiffer()) {
            health.withDetail("configurations", "the partner has another configuration");
        }
        if (!continuity.exhausted().isEmpty()) {
            health.withDetail(
                    "own-half-exhausted",
                    continuity.exhausted().stream()
                            .map(kind -> "subnet " + kind.subnetId() + " " + kind.type())
                            .sorted()
                            .toList());
        }
    }

    /** The state alone, or with several relationships each behind its partner's name. */
    private static Object describe(List<Relationship> relationships) {
        return switch (relationships.size()) {
            case 0 -> "none";
            case 1 -> relationships.getFirst().state().wireName();
            default ->
                    relationships.stream()
                            .collect(
                                    Collectors.toMap(
                                            Relationship::partner, r -> r.state().wireName()));
        };
    }
}
