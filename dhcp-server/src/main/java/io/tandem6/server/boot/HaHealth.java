package io.tandem6.server.boot;

import io.tandem6.server.ha.ServerState;
import io.tandem6.server.node.NodeSnapshot.Relationship;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;

/** What the health endpoint says of high availability. */
final class HaHealth {
    private HaHealth() {}

    /** Down once one of the relationships has given up. */
    static Health of(List<Relationship> relationships) {
        boolean terminated =
                relationships.stream().anyMatch(r -> r.state() == ServerState.TERMINATED);
        return (terminated ? Health.down() : Health.up())
                .withDetail("state", describe(relationships))
                .build();
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
