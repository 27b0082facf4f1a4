package io.tandem6.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A JSON value that knows where it stands, as the configuration parser reads it. */
public sealed interface JsonValue {
    /** Where it starts. */
    Location location();

    /**
     * An object.
     *
     * @param location where it starts
     * @param members in file order
     */
    record JsonObject(Location location, SequencedMap<String, Member> members)
            implements JsonValue {}

    /**
     * A member of an object.
     *
     * @param nameLocation where its name stands
     * @param value its value
     */
    record Member(Location nameLocation, JsonValue value) {}

    /**
     * A list.
     *
     * @param location where it starts
     * @param elements in order
     */
    record JsonArray(Location location, List<JsonValue> elements) implements JsonValue {}

    /**
     * A string.
     *
     * @param location where it starts
     * @param value its text
     */
    record JsonString(Location location, String value) implements JsonValue {}

    /**
     * An integer.
     *
     * @param location where it starts
     * @param value 64 bits, signed
     */
    record JsonInteger(Location location, long value) implements JsonValue {}

    /**
     * A number with a fraction or exponent.
     *
     * @param location where it starts
     * @param value its value
     */
    record JsonReal(Location location, double value) implements JsonValue {}

    /**
     * True or false.
     *
     * @param location where it starts
     * @param value which
     */
    record JsonBoolean(Location location, boolean value) implements JsonValue {}

    /**
     * Null.
     *
     * @param location where it starts
     */
    record JsonNull(Location location) implements JsonValue {}

    /** As plain maps, lists, strings, numbers, booleans and nulls, for encoding. */
    default @Nullable Object toPlain() {
        return switch (this) {
            case JsonObject o -> {
                Map<String, @Nullable Object> plain = new LinkedHashMap<>();
                o.members().forEach((name, member) -> plain.put(name, member.value().toPlain()));
                yield plain;
            }
            case JsonArray a -> a.elements().stream().map(JsonValue::toPlain).toList();
            case JsonString s -> s.value();
            case JsonInteger i -> i.value();
            case JsonReal r -> r.value();
            case JsonBoolean b -> b.value();
            case JsonNull ignored -> null;
        };
    }
}
