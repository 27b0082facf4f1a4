package io.tandem6.config;

import io.tandem6.config.JsonValue.JsonArray;
import io.tandem6.config.JsonValue.JsonObject;
import io.tandem6.config.JsonValue.JsonString;
import io.tandem6.config.JsonValue.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/**
 * Puts another {@code this-server-name} into a configuration before it is read, so that it also
 * shows in {@code config-get}. Leaves alone whatever has another form than expected, which the
 * reader reports.
 */
final class ThisServerName {
    private static final String KEY = "this-server-name";

    private final String name;
    private boolean replaced;

    private ThisServerName(String name) {
        this.name = name;
    }

    static JsonObject replace(JsonObject root, Optional<String> name, Problems problems) {
        if (name.isEmpty()) {
            return root;
        }
        ThisServerName replacement = new ThisServerName(name.get());
        JsonValue result =
                in(
                        root,
                        List.of("Dhcp6", "hooks-libraries", "parameters", "high-availability"),
                        replacement::relationship);
        if (!replacement.replaced) {
            problems.error(
                    root.location(),
                    "this server shall be called '"
                            + JsonToken.excerpt(name.get())
                            + "', but no HA relationship has a peer of that name");
        }
        return (JsonObject) result;
    }

    /** Applies {@code edit} to the maps at the end of {@code path}, through lists on the way. */
    private static JsonValue in(
            JsonValue value, List<String> path, UnaryOperator<JsonObject> edit) {
        return switch (value) {
            case JsonArray array ->
                    new JsonArray(
                            array.location(),
                            array.elements().stream().map(e -> in(e, path, edit)).toList());
            case JsonObject map when path.isEmpty() -> edit.apply(map);
            case JsonObject map when map.members().containsKey(path.getFirst()) -> {
                String key = path.getFirst();
                SequencedMap<String, Member> members = new LinkedHashMap<>(map.members());
                members.computeIfPresent(
                        key,
                        (k, member) ->
                                new Member(
                                        member.nameLocation(),
                                        in(member.value(), path.subList(1, path.size()), edit)));
                yield new JsonObject(map.location(), members);
            }
            default -> value;
        };
    }

    private JsonObject relationship(JsonObject relationship) {
        Section section = new Section(relationship);
        boolean concerned =
                section.sections("peers").stream()
                        .anyMatch(
                                p ->
                                        p.text("name")
                                                .map(String::strip)
                                                .filter(name::equals)
                                                .isPresent());
        if (!concerned) {
            return relationship;
        }
        replaced = true;
        SequencedMap<String, Member> members = new LinkedHashMap<>(relationship.members());
        Location at = section.at(KEY);
        members.put(KEY, new Member(at, new JsonString(at, name)));
        return new JsonObject(relationship.location(), members);
    }
}
