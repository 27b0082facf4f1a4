package io.tandem6.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The option definitions of one configuration: the standard ones and its own. */
final class OptionDefinitions {
    /** Defined by Kea only after 2.2, so that configurations may define them themselves. */
    private static final Set<Integer> RECENT_CODES = Set.of(135, 136, 144, 148);

    private final Map<String, Map<Integer, OptionDefinition>> byCode = new HashMap<>();
    private final Map<String, Map<String, OptionDefinition>> byName = new HashMap<>();

    private OptionDefinitions() {}

    /** Reads {@code option-def}. */
    static OptionDefinitions read(List<Section> custom, Problems problems) {
        OptionDefinitions definitions = new OptionDefinitions();
        StandardOptions.all().forEach(definitions::add);
        Map<String, Location> seen = new HashMap<>();
        for (Section section : custom) {
            Optional<OptionDefinition> definition = definition(section, problems);
            if (definition.isEmpty()) {
                continue;
            }
            OptionDefinition d = definition.get();
            Location previous = seen.putIfAbsent(d.space() + "/" + d.code(), section.location());
            OptionDefinition standard = definitions.byCode(d.space(), d.code()).orElse(null);
            if (previous != null) {
                problems.error(
                        section.at("code"),
                        "option "
                                + d.code()
                                + " of space '"
                                + d.space()
                                + "' is defined twice, first at "
                                + previous);
            } else if (standard != null && isFixed(d) && !sameFormat(standard, d)) {
                problems.error(
                        section.at("code"),
                        "option "
                                + d.code()
                                + " is the standard option '"
                                + standard.name()
                                + "' and cannot be defined again");
            } else {
                definitions.add(d);
            }
        }
        return definitions;
    }

    Optional<OptionDefinition> byCode(String space, int code) {
        return Optional.ofNullable(byCode.getOrDefault(space, Map.of()).get(code));
    }

    Optional<OptionDefinition> byName(String space, String name) {
        return Optional.ofNullable(byName.getOrDefault(space, Map.of()).get(name));
    }

    /** Names of the options in {@code space}. */
    Set<String> names(String space) {
        return byName.getOrDefault(space, Map.of()).keySet();
    }

    private void add(OptionDefinition definition) {
        OptionDefinition replaced =
                byCode.computeIfAbsent(definition.space(), s -> new HashMap<>())
                        .put(definition.code(), definition);
        Map<String, OptionDefinition> names =
                byName.computeIfAbsent(definition.space(), s -> new HashMap<>());
        if (replaced != null) {
            names.remove(replaced.name());
        }
        names.put(definition.name(), definition);
    }

    private static boolean isFixed(OptionDefinition definition) {
        return definition.space().equals(OptionData.DHCP6_SPACE)
                && !RECENT_CODES.contains(definition.code());
    }

    private static boolean sameFormat(OptionDefinition a, OptionDefinition b) {
        return a.type() == b.type() && a.fields().equals(b.fields()) && a.array() == b.array();
    }

    private static Optional<OptionDefinition> definition(Section section, Problems problems) {
        String name = section.text("name").orElseThrow();
        String space = section.filledText("space").orElse(OptionData.DHCP6_SPACE);
        OptionType type = OptionType.of(section.text("type").orElseThrow()).orElseThrow();
        boolean array = section.flag("array", false);
        Optional<String> encapsulates = section.filledText("encapsulate");
        int errors = problems.errors();
        if (!name.matches("[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?")) {
            problems.error(
                    section.at("name"),
                    "'"
                            + JsonToken.excerpt(name)
                            + "' is no option name: letters, digits, '-' and '_', the last two"
                            + " only inside");
        }
        if (array && type == OptionType.EMPTY) {
            problems.error(section.at("array"), "an option without content cannot be an array");
        }
        if (array && encapsulates.isPresent()) {
            problems.error(
                    section.at("encapsulate"),
                    "an option that is an array cannot encapsulate an option space");
        }
        if (encapsulates.filter(space::equals).isPresent()) {
            problems.error(
                    section.at("encapsulate"),
                    "the option belongs to space '" + space + "' and cannot encapsulate it");
        }
        List<OptionType> fields = recordFields(section, type, problems);
        if (problems.errors() > errors) {
            return Optional.empty();
        }
        return Optional.of(
                new OptionDefinition(
                        space,
                        section.integer("code", 0),
                        name,
                        type,
                        fields,
                        array,
                        encapsulates));
    }

    private static List<OptionType> recordFields(
            Section section, OptionType type, Problems problems) {
        String text = section.text("record-types").orElse("");
        if (type != OptionType.RECORD) {
            if (!text.isBlank()) {
                problems.error(
                        section.at("record-types"),
                        "'record-types' needs the type 'record', found '" + type.keyword() + "'");
            }
            return List.of();
        }
        List<OptionType> fields = new ArrayList<>();
        for (String word : text.isBlank() ? List.<String>of() : OptionEncoder.splitFields(text)) {
            Optional<OptionType> field =
                    OptionType.of(word)
                            .filter(t -> t != OptionType.RECORD && t != OptionType.INTERNAL);
            field.ifPresentOrElse(
                    fields::add,
                    () ->
                            problems.error(
                                    section.at("record-types"),
                                    "'"
                                            + JsonToken.excerpt(word)
                                            + "' is no type of a record's field"
                                            + Spelling.nearest(word, List.of(OptionType.keywords()))
                                                    .map(near -> "; did you mean '" + near + "'?")
                                                    .orElse("")));
        }
        if (fields.size() < 2) {
            problems.error(
                    section.at("record-types"),
                    "a record needs two or more fields in 'record-types'");
        }
        return fields;
    }
}
