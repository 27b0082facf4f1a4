package io.tandem6.config;

import io.tandem6.config.JsonValue.JsonArray;
import io.tandem6.config.JsonValue.JsonBoolean;
import io.tandem6.config.JsonValue.JsonInteger;
import io.tandem6.config.JsonValue.JsonNull;
import io.tandem6.config.JsonValue.JsonObject;
import io.tandem6.config.JsonValue.JsonReal;
import io.tandem6.config.JsonValue.JsonString;
import io.tandem6.config.JsonValue.Member;
import io.tandem6.config.KeySpec.Accepted;
import io.tandem6.config.KeySpec.Inactive;
import io.tandem6.config.KeySpec.Unsupported;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds a configuration against its keyword tables. Reports what does not fit and returns the rest:
 * in the result every value has the type and range of its table and every mandatory keyword is
 * there, so that nobody needs to check again.
 */
final class SchemaCheck {
    private final Problems problems;

    SchemaCheck(Problems problems) {
        this.problems = problems;
    }

    /** The part of {@code map} that fits; empty if a mandatory keyword is missing. */
    Optional<Section> check(JsonObject map, MapSpec spec) {
        SequencedMap<String, Member> fitting = new LinkedHashMap<>();
        map.members()
                .forEach(
                        (name, member) -> {
                            KeySpec key = spec.keys().get(name);
                            if (key == null) {
                                reportUnknown(name, member.nameLocation(), spec);
                            } else {
                                checkUse(key, member, spec);
                                checkValue(name, member.value(), key.kind())
                                        .ifPresent(
                                                value ->
                                                        fitting.put(
                                                                name,
                                                                new Member(
                                                                        member.nameLocation(),
                                                                        value)));
                            }
                        });
        boolean complete = true;
        for (KeySpec key : spec.keys().values()) {
            if (key.mandatory() && !fitting.containsKey(key.name())) {
                complete = false;
                if (!map.members().containsKey(key.name())) {
                    problems.error(
                            map.location(),
                            spec.name() + " lacks '" + key.name() + "', which it needs");
                }
            }
        }
        if (!spec.oneNeeded().isEmpty()
                && spec.oneNeeded().stream().noneMatch(map.members()::containsKey)) {
            problems.error(
                    map.location(),
                    spec.name() + " lacks '" + String.join("' or '", spec.oneNeeded()) + "'");
        }
        if (!spec.oneNeeded().isEmpty()
                && spec.oneNeeded().stream().noneMatch(fitting::containsKey)) {
            complete = false;
        }
        return complete
                ? Optional.of(new Section(new JsonObject(map.location(), fitting)))
                : Optional.empty();
    }

    private void reportUnknown(String name, Location location, MapSpec spec) {
        String message =
                "'"
                        + JsonToken.excerpt(name)
                        + "' is no keyword of "
                        + spec.name()
                        + Spelling.nearest(name, spec.keys().keySet())
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse("");
        if (spec.strict()) {
            problems.error(location, message);
        } else {
            problems.warning(location, message + " (ignored, as Kea does)");
        }
    }

    private void checkUse(KeySpec key, Member member, MapSpec spec) {
        switch (key.use()) {
            case Accepted() -> {}
            case Inactive(List<Object> harmless) -> {
                if (!isOneOf(member.value().toPlain(), harmless)) {
                    problems.warning(
                            member.nameLocation(),
                            "'" + key.name() + "' of " + spec.name() + " has no effect in Tandem6");
                }
            }
            case Unsupported(String feature, List<Object> harmless) -> {
                if (!isOneOf(member.value().toPlain(), harmless)) {
                    problems.unsupported(member.nameLocation(), feature);
                }
            }
        }
    }

    private static boolean isOneOf(@Nullable Object plain, List<Object> harmless) {
        // 1 and 1.0 are the same setting.
        return plain instanceof Number found
                ? harmless.stream()
                        .anyMatch(
                                each ->
                                        (each instanceof Number n)
                                                && n.doubleValue() == found.doubleValue())
                : plain != null && harmless.contains(plain);
    }

    private Optional<JsonValue> checkValue(String name, JsonValue value, ValueKind kind) {
        return switch (kind) {
            case ValueKind.Free() -> Optional.of(value);
            case ValueKind.FreeMap() -> expect(value instanceof JsonObject, name, value, kind);
            case ValueKind.Text() -> expect(value instanceof JsonString, name, value, kind);
            case ValueKind.Flag() -> expect(value instanceof JsonBoolean, name, value, kind);
            case ValueKind.Real() ->
                    expect(
                            value instanceof JsonReal || value instanceof JsonInteger,
                            name,
                            value,
                            kind);
            case ValueKind.Word(List<String> words) ->
                    expect(
                            value instanceof JsonString s
                                    && words.stream().anyMatch(s.value()::equalsIgnoreCase),
                            name,
                            value,
                            kind);
            case ValueKind.Whole(long min, long max) ->
                    expect(
                            value instanceof JsonInteger i && i.value() >= min && i.value() <= max,
                            name,
                            value,
                            kind);
            case ValueKind.MapOf(MapSpec spec) ->
                    value instanceof JsonObject map
                            ? check(map, spec).map(Section::json)
                            : expect(false, name, value, kind);
            case ValueKind.ListOf(ValueKind element) ->
                    value instanceof JsonArray array
                            ? Optional.of(checkElements(name, array, element))
                            : expect(false, name, value, kind);
        };
    }

    private JsonValue checkElements(String name, JsonArray array, ValueKind element) {
        List<JsonValue> fitting = new ArrayList<>();
        for (JsonValue value : array.elements()) {
            checkValue("element of " + name, value, element).ifPresent(fitting::add);
        }
        return new JsonArray(array.location(), List.copyOf(fitting));
    }

    private Optional<JsonValue> expect(
            boolean fits, String name, JsonValue value, ValueKind expected) {
        if (fits) {
            return Optional.of(value);
        }
        if (value instanceof JsonNull && problems.hasErrorAt(value.location())) {
            // An unreadable number: one mistake is reported once.
            return Optional.empty();
        }
        problems.error(
                value.location(),
                "'"
                        + name
                        + "' must be "
                        + expected.description()
                        + ", found "
                        + describe(value)
                        + suggestion(value, expected));
        return Optional.empty();
    }

    private static String suggestion(JsonValue value, ValueKind expected) {
        return value instanceof JsonString s
                        && expected instanceof ValueKind.Word(List<String> words)
                ? Spelling.nearest(s.value(), words)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("")
                : "";
    }

    private static String describe(JsonValue value) {
        return switch (value) {
            case JsonObject ignored -> "a map";
            case JsonArray ignored -> "a list";
            case JsonString s -> "\"" + JsonToken.excerpt(s.value()) + "\"";
            case JsonInteger i -> Long.toString(i.value());
            case JsonReal r -> Double.toString(r.value());
            case JsonBoolean b -> Boolean.toString(b.value());
            case JsonNull ignored -> "null";
        };
    }
}
