package io.tandem6.server.node;

import io.tandem6.config.HaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What becomes of the HA relationships, by their numbers in the order of the configuration. The
 * number is known to the partner, hence a relationship is the same only in the same place.
 *
 * @param kept goes on as it is, its state included
 * @param stopped ends
 * @param started begins, in {@code WAITING} as after a start of the server
 */
public record RelationshipChange(List<Integer> kept, List<Integer> stopped, List<Integer> started) {
    /** Copies the lists. */
    public RelationshipChange {
        kept = List.copyOf(kept);
        stopped = List.copyOf(stopped);
        started = List.copyOf(started);
    }

    /** The change from relationships to others. */
    public static RelationshipChange between(List<HaSettings> before, List<HaSettings> after) {
        List<Integer> kept = new ArrayList<>();
        List<Integer> stopped = new ArrayList<>();
        List<Integer> started = new ArrayList<>();
        for (int id = 0; id < Math.max(before.size(), after.size()); id++) {
            boolean was = id < before.size();
            boolean willBe = id < after.size();
            if (was && willBe && Objects.equals(before.get(id), after.get(id))) {
                kept.add(id);
                continue;
            }
            if (was) {
                stopped.add(id);
            }
            if (willBe) {
                started.add(id);
            }
        }
        return new RelationshipChange(kept, stopped, started);
    }
}
