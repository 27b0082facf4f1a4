package io.tandem6.lease;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A {@link ChangePosition} as servers tell it to each other. */
public final class ChangePositionJson {
    private static final String INCARNATION = "incarnation";
    private static final String SEQUENCE = "sequence";

    private ChangePositionJson() {}

    /** A map of the two numbers. */
    public static ObjectNode encode(ChangePosition position) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put(INCARNATION, position.incarnation());
        node.put(SEQUENCE, position.sequence());
        return node;
    }

    /** Reads such a map; empty for anything else, as Kea sends none. */
    public static Optional<ChangePosition> decode(JsonNode node) {
        JsonNode incarnation = node.path(INCARNATION);
        JsonNode sequence = node.path(SEQUENCE);
        return isCount(incarnation) && isCount(sequence)
                ? Optional.of(new ChangePosition(incarnation.longValue(), sequence.longValue()))
                : Optional.empty();
    }

    private static boolean isCount(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
    }
}
