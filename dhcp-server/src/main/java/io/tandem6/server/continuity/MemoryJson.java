package io.tandem6.server.continuity;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@link Memory} as text, with a version. */
public final class MemoryJson {
    /** Of this release. */
    static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.shared();

    private MemoryJson() {}

    /** What was read. */
    public sealed interface Decoded {
        /**
         * A memory.
         *
         * @param memory it
         */
        record Ok(Memory memory) implements Decoded {}

        /** Nothing that makes sense; with it everything is forgotten. */
        record Damaged() implements Decoded {}

        /**
         * A later release has written it, and this one must not touch it.
         *
         * @param version of the format
         */
        record Newer(int version) implements Decoded {}
    }

    /** Writes it. */
    public static String encode(Memory memory) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("version", VERSION);
        node.put("beat", memory.beat());
        node.put("acknowledged-before", memory.acknowledgedBefore());
        ArrayNode asked = node.putArray("asked");
        memory.asked().forEach(address -> asked.add(address.toString()));
        memory.partnerId().ifPresent(id -> node.put("partner-id", id.toString()));
        memory.current().ifPresent(pact -> node.set("current", encode(pact)));
        memory.next().ifPresent(pact -> node.set("next", encode(pact)));
        node.put("partner-incarnation", memory.partnerIncarnation());
        node.put("partner-beat", memory.partnerBeat());
        node.put("partner-behind", memory.partnerBehind());
        node.put("behind", memory.behind());
        node.put("recovered", memory.recovered());
        node.put("handed-over", memory.handedOver());
        node.put("handover", memory.handover());
        memory.takenOverAt().ifPresent(at -> node.put("taken-over-at", at));
        node.put("holding", memory.holding());
        node.put("hold", memory.hold());
        node.put("mclt-max", memory.mcltMax());
        node.put("jumped", memory.jumped());
        node.put("forgotten", memory.forgotten());
        memory.skew().ifPresent(millis -> node.put("skew", millis));
        return node.toPrettyString() + "\n";
    }

    private static ObjectNode encode(Pact pact) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("number", pact.number());
        node.put("confirmed", pact.confirmed());
        node.put("primary", pact.terms().primary());
        node.put("secondary", pact.terms().secondary());
        node.put("split", pact.terms().split());
        node.put("mclt", pact.terms().mcltSeconds());
        ArrayNode spaces = node.putArray("spaces");
        pact.terms().spaces().forEach(space -> spaces.add(space.toString()));
        return node;
    }

    /** Reads it. */
    public static Decoded decode(String text) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JacksonException e) {
            return new Decoded.Damaged();
        }
        int version = node.path("version").asInt(0);
        if (version > VERSION) {
            return new Decoded.Newer(version);
        }
        return version == VERSION ? decode(node) : new Decoded.Damaged();
    }

    private static Decoded decode(JsonNode node) {
        try {
            Memory.Draft memory = new Memory.Draft(Memory.NONE);
            memory.beat = number(node, "beat");
            memory.acknowledgedBefore = number(node, "acknowledged-before");
            memory.asked = new HashSet<>();
            for (JsonNode address : node.path("asked")) {
                memory.asked.add(Ipv6Address.parse(address.stringValue()));
            }
            if (node.has("partner-id")) {
                memory.partnerId = Optional.of(Duid.parse(node.path("partner-id").stringValue()));
            }
            memory.current = pact(node.path("current"));
            memory.next = pact(node.path("next"));
            memory.partnerIncarnation = number(node, "partner-incarnation");
            memory.partnerBeat = number(node, "partner-beat");
            memory.partnerBehind = number(node, "partner-behind");
            memory.behind = node.path("behind").booleanValue();
            memory.recovered = number(node, "recovered");
            memory.handover =
                    takeover(node.path("handed-over").booleanValue(), node.path("handover"));
            if (node.has("taken-over-at")) {
                memory.takenOverAt = OptionalLong.of(number(node, "taken-over-at"));
            }
            memory.hold = takeover(node.path("holding").booleanValue(), node.path("hold"));
            memory.mcltMax = number(node, "mclt-max");
            memory.jumped = number(node, "jumped");
            memory.forgotten = node.path("forgotten").asLong(0);
            if (node.has("skew")) {
                memory.skew = OptionalLong.of(number(node, "skew"));
            }
            return new Decoded.Ok(memory.done());
        } catch (JacksonException | IllegalArgumentException e) {
            return new Decoded.Damaged();
        }
    }

    /** The number of a taking over; who does not count them yet says only whether there was one. */
    static long takeover(boolean happened, JsonNode number) {
        return happened ? Math.max(1, number.asLong(1)) : 0;
    }

    private static long number(JsonNode node, String name) {
        return node.path(name).longValue();
    }

    private static Optional<Pact> pact(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        List<Space> spaces = new ArrayList<>();
        for (JsonNode space : node.path("spaces")) {
            spaces.add(
                    Space.parse(space.stringValue())
                            .orElseThrow(() -> new IllegalArgumentException("no pool")));
        }
        return Optional.of(
                new Pact(
                        number(node, "number"),
                        new Terms(
                                node.path("primary").stringValue(),
                                node.path("secondary").stringValue(),
                                (int) number(node, "split"),
                                number(node, "mclt"),
                                spaces),
                        node.path("confirmed").booleanValue()));
    }
}
