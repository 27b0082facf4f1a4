package io.tandem6.lease;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the lease updates that one server sends apart and puts them in order. Unique for ever: a
 * server that starts again has a higher incarnation, and within one the sequence only grows.
 *
 * @param incarnation raised at each start of the server
 * @param sequence number of the update within the incarnation, from 1
 */
public record UpdateNumber(long incarnation, long sequence) implements Comparable<UpdateNumber> {
    private static final String INCARNATION = "incarnation";
    private static final String SEQUENCE = "sequence";

    /** Reads what {@link #encode} makes; empty for anything else, as Kea sends none. */
    public static Optional<UpdateNumber> decode(JsonNode node) {
        JsonNode incarnation = node.path(INCARNATION);
        JsonNode sequence = node.path(SEQUENCE);
        return isCount(incarnation) && isCount(sequence)
                ? Optional.of(new UpdateNumber(incarnation.longValue(), sequence.longValue()))
                : Optional.empty();
    }

    private static boolean isCount(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
    }

    /** A map of the two numbers. */
    public ObjectNode encode() {
        return JsonNodeFactory.instance
                .objectNode()
                .put(INCARNATION, incarnation)
                .put(SEQUENCE, sequence);
    }

    @Override
    public int compareTo(UpdateNumber other) {
        int byIncarnation = Long.compare(incarnation, other.incarnation);
        return byIncarnation != 0 ? byIncarnation : Long.compare(sequence, other.sequence);
    }

    /** Both numbers, as {@code 1795000000.17}. */
    @Override
    public String toString() {
        return incarnation + "." + sequence;
    }
}
