package io.tandem6.config;

import io.tandem6.config.HookLibrary.Standing;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The configurations as a JSON Schema (draft 2020-12), made from the tables that they are checked
 * against. It knows names, types, ranges and defaults; what settings mean to each other only the
 * parsers know.
 */
public final class JsonSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper PRINTER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Map<MapSpec, String> names = new LinkedHashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private final ObjectNode definitions = NODES.objectNode();

    private final Collection<HookLibrary> libraries;

    private JsonSchema(Collection<HookLibrary> libraries) {
        this.libraries = libraries;
    }

    /** The schema of a file with the key {@code Dhcp6}. */
    public static String dhcp6() {
        return new JsonSchema(HookSchema.libraries())
                .file("Tandem6 DHCPv6 server", Dhcp6Schema.FILE);
    }

    /** The schema of a file with the key {@code Control-agent}. */
    public static String controlAgent() {
        return new JsonSchema(List.of()).file("Tandem6 control agent", AgentSchema.FILE);
    }

    private String file(String title, MapSpec spec) {
        ObjectNode root = NODES.objectNode();
        root.put("$schema", DIALECT);
        root.put("title", title);
        root.setAll(map(spec));
        root.set("$defs", definitions);
        return PRINTER.writeValueAsString(root) + "\n";
    }

    private ObjectNode map(MapSpec spec) {
        ObjectNode node = type("object");
        ObjectNode properties = NODES.objectNode();
        ArrayNode required = NODES.arrayNode();
        for (KeySpec key : spec.keys().values()) {
            properties.set(key.name(), property(key));
            if (key.mandatory()) {
                required.add(key.name());
            }
        }
        node.set("properties", properties);
        if (!required.isEmpty()) {
            node.set("required", required);
        }
        if (!spec.oneNeeded().isEmpty()) {
            ArrayNode alternatives = NODES.arrayNode();
            spec.oneNeeded()
                    .forEach(
                            name ->
                                    alternatives
                                            .addObject()
                                            .set("required", NODES.arrayNode().add(name)));
            node.set("anyOf", alternatives);
        }
        node.put("additionalProperties", !spec.strict());
        if (spec == CommonSchema.HOOKS_LIBRARY && !libraries.isEmpty()) {
            node.set("allOf", parametersOfLibraries());
        }
        return node;
    }

    private ObjectNode property(KeySpec key) {
        ObjectNode node = kind(key.kind());
        key.standard().ifPresent(value -> node.set("default", PRINTER.valueToTree(value)));
        key.newer()
                .ifPresent(
                        name -> {
                            node.put("deprecated", true);
                            node.put("description", "Older spelling; newer: " + name + ".");
                        });
        switch (key.use()) {
            case KeySpec.Accepted() -> {}
            case KeySpec.Inactive(List<Object> harmless) ->
                    node.put("$comment", "Known to Kea; has no effect in Tandem6.");
            case KeySpec.Unsupported(String feature, List<Object> harmless) ->
                    node.put("$comment", "Known to Kea; not supported in Tandem6 yet.");
        }
        return node;
    }

    private ObjectNode kind(ValueKind kind) {
        return switch (kind) {
            case ValueKind.Text() -> type("string");
            case ValueKind.Flag() -> type("boolean");
            case ValueKind.Real() -> type("number");
            case ValueKind.FreeMap() -> type("object");
            case ValueKind.Free() -> NODES.objectNode();
            case ValueKind.Whole(long min, long max) -> {
                ObjectNode node = type("integer");
                node.put("minimum", min);
                node.put("maximum", max);
                yield node;
            }
            case ValueKind.Word(List<String> words) -> words(words);
            case ValueKind.ListOf(ValueKind element) -> {
                ObjectNode node = type("array");
                node.set("items", kind(element));
                yield node;
            }
            case ValueKind.MapOf(MapSpec spec) -> {
                ObjectNode node = NODES.objectNode();
                node.put("$ref", "#/$defs/" + definition(spec));
                yield node;
            }
        };
    }

    /**
     * Editors offer the words of an enumeration; any case is right, which only a pattern can say.
     */
    private static ObjectNode words(List<String> words) {
        ObjectNode node = type("string");
        ArrayNode alternatives = NODES.arrayNode();
        ArrayNode listed = NODES.arrayNode();
        words.forEach(listed::add);
        alternatives.addObject().set("enum", listed);
        alternatives
                .addObject()
                .put(
                        "pattern",
                        words.stream()
                                .map(JsonSchema::anyCase)
                                .collect(Collectors.joining("|", "^(", ")$")));
        node.set("anyOf", alternatives);
        return node;
    }

    private static String anyCase(String word) {
        return word.chars()
                .mapToObj(
                        c ->
                                Character.isLetter(c)
                                        ? "["
                                                + (char) Character.toUpperCase(c)
                                                + (char) Character.toLowerCase(c)
                                                + "]"
                                        : Character.toString(c))
                .collect(Collectors.joining());
    }

    /** The name of a map's schema, which is made when it is first asked for. */
    private String definition(MapSpec spec) {
        String known = names.get(spec);
        if (known != null) {
            return known;
        }
        String plain = spec.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        int number = taken.merge(plain, 1, Integer::sum);
        String name = number == 1 ? plain : plain + "-" + number;
        names.put(spec, name);
        definitions.set(name, map(spec));
        return name;
    }

    /** Which parameters a library has depends on its file name. */
    private ArrayNode parametersOfLibraries() {
        ArrayNode conditions = NODES.arrayNode();
        for (HookLibrary library : libraries) {
            if (library.standing() != Standing.UNSUPPORTED) {
                ObjectNode condition = conditions.addObject();
                condition.set(
                        "if",
                        properties(
                                "library",
                                NODES.objectNode()
                                        .put("pattern", "(^|/)" + quoted(library.file()) + "$")));
                condition.set(
                        "then",
                        properties(
                                "parameters",
                                NODES.objectNode()
                                        .put(
                                                "$ref",
                                                "#/$defs/" + definition(library.parameters()))));
            }
        }
        return conditions;
    }

    private static String quoted(String file) {
        return file.replace(".", "\\.");
    }

    private static ObjectNode properties(String name, JsonNode schema) {
        ObjectNode node = NODES.objectNode();
        node.putObject("properties").set(name, schema);
        return node;
    }

    private static ObjectNode type(String name) {
        return NODES.objectNode().put("type", name);
    }
}
