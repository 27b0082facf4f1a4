package io.tandem6.config;

import io.tandem6.config.JsonValue.JsonArray;
import io.tandem6.config.JsonValue.JsonBoolean;
import io.tandem6.config.JsonValue.JsonInteger;
import io.tandem6.config.JsonValue.JsonObject;
import io.tandem6.config.JsonValue.JsonReal;
import io.tandem6.config.JsonValue.JsonString;
import io.tandem6.config.JsonValue.Member;
import java.util.List;
import java.util.Optional;

/**
 * A map that {@link SchemaCheck} has passed, read by keyword. Asking for a type that the keyword's
 * table does not promise finds nothing.
 *
 * @param json its members
 */
record Section(JsonObject json) {
    /** Where the value of {@code name} stands, or the map itself if it has none. */
    Location at(String name) {
        Member member = json.members().get(name);
        return member == null ? json.location() : member.value().location();
    }

    Location location() {
        return json.location();
    }

    boolean has(String name) {
        return json.members().containsKey(name);
    }

    Optional<JsonValue> value(String name) {
        return Optional.ofNullable(json.members().get(name)).map(Member::value);
    }

    Optional<String> text(String name) {
        return value(name).flatMap(v -> as(JsonString.class, v)).map(JsonString::value);
    }

    /** The text of {@code name} unless it is empty, which Kea takes as not given. */
    Optional<String> filledText(String name) {
        return text(name).filter(t -> !t.isEmpty());
    }

    Optional<Long> number(String name) {
        return value(name).flatMap(v -> as(JsonInteger.class, v)).map(JsonInteger::value);
    }

    long number(String name, long otherwise) {
        return number(name).orElse(otherwise);
    }

    /** For keywords whose table keeps them inside 31 bits. */
    int integer(String name, int otherwise) {
        return Math.toIntExact(number(name, otherwise));
    }

    Optional<Double> real(String name) {
        return value(name)
                .flatMap(
                        v ->
                                switch (v) {
                                    case JsonReal r -> Optional.of(r.value());
                                    case JsonInteger i -> Optional.of((double) i.value());
                                    default -> Optional.empty();
                                });
    }

    Optional<Boolean> flag(String name) {
        return value(name).flatMap(v -> as(JsonBoolean.class, v)).map(JsonBoolean::value);
    }

    boolean flag(String name, boolean otherwise) {
        return flag(name).orElse(otherwise);
    }

    Optional<Section> section(String name) {
        return value(name).flatMap(v -> as(JsonObject.class, v)).map(Section::new);
    }

    /** The maps in the list {@code name}. */
    List<Section> sections(String name) {
        return elements(name, JsonObject.class).stream().map(Section::new).toList();
    }

    /** The strings in the list {@code name}. */
    List<JsonString> texts(String name) {
        return elements(name, JsonString.class);
    }

    private <T extends JsonValue> List<T> elements(String name, Class<T> type) {
        return value(name).flatMap(v -> as(JsonArray.class, v)).stream()
                .flatMap(array -> array.elements().stream())
                .flatMap(element -> as(type, element).stream())
                .toList();
    }

    private static <T extends JsonValue> Optional<T> as(Class<T> type, JsonValue value) {
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }
}
