package io.tandem6.config;

import io.tandem6.config.JsonValue.JsonArray;
import io.tandem6.config.JsonValue.JsonBoolean;
import io.tandem6.config.JsonValue.JsonInteger;
import io.tandem6.config.JsonValue.JsonObject;
import io.tandem6.config.JsonValue.JsonReal;
import io.tandem6.config.JsonValue.JsonString;
import io.tandem6.config.JsonValue.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Adds to maps the values of keywords that nobody gave, as far as their tables say that they are
 * shown. What inherits from the map around it is left alone, but not the maps inside it.
 */
final class StandardValues {
    private StandardValues() {}

    static JsonObject fill(JsonObject map, MapSpec spec) {
        SequencedMap<String, Member> members = new LinkedHashMap<>();
        map.members()
                .forEach(
                        (name, member) -> {
                            KeySpec key = spec.keys().get(name);
                            members.put(
                                    name,
                                    key == null
                                            ? member
                                            : new Member(
                                                    member.nameLocation(),
                                                    fill(member.value(), key.kind())));
                        });
        if (!spec.inheriting()) {
            for (KeySpec key : spec.keys().values()) {
                if (key.shown() && !isGiven(key.name(), map, spec)) {
                    key.standard()
                            .map(value -> value(value, map.location()))
                            .map(value -> fill(value, key.kind()))
                            .ifPresent(
                                    value ->
                                            members.put(
                                                    key.name(), new Member(map.location(), value)));
                }
            }
        }
        return new JsonObject(map.location(), members);
    }

    /** By its name or by an older one. */
    private static boolean isGiven(String name, JsonObject map, MapSpec spec) {
        return map.members().containsKey(name)
                || spec.keys().values().stream()
                        .filter(key -> key.newer().filter(name::equals).isPresent())
                        .anyMatch(key -> map.members().containsKey(key.name()));
    }

    private static JsonValue fill(JsonValue value, ValueKind kind) {
        return switch (kind) {
            case ValueKind.MapOf(MapSpec spec) when value instanceof JsonObject map ->
                    fill(map, spec);
            case ValueKind.ListOf(ValueKind element) when value instanceof JsonArray list ->
                    new JsonArray(
                            list.location(),
                            list.elements().stream().map(each -> fill(each, element)).toList());
            default -> value;
        };
    }

    /** The plain value of a table as one that stands at {@code at}. */
    private static JsonValue value(Object plain, Location at) {
        return switch (plain) {
            case Boolean b -> new JsonBoolean(at, b);
            case Double d -> new JsonReal(at, d);
            case Number n -> new JsonInteger(at, n.longValue());
            case String s -> new JsonString(at, s);
            case List<?> list ->
                    new JsonArray(at, list.stream().map(each -> value(each, at)).toList());
            case Map<?, ?> map -> {
                SequencedMap<String, Member> members = new LinkedHashMap<>();
                map.forEach(
                        (name, each) ->
                                members.put(name.toString(), new Member(at, value(each, at))));
                yield new JsonObject(at, members);
            }
            default -> throw new IllegalArgumentException("no value of a table: " + plain);
        };
    }
}
