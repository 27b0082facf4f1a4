package io.tandem6.config;

import io.tandem6.config.JsonValue.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code hooks-libraries}. A library is recognised by its file name, whatever the directory:
 * nothing is loaded, what Tandem6 can do is built in.
 */
final class HooksReader {
    private static final String HA = "libdhcp_ha.so";
    private static final String LEASE_COMMANDS = "libdhcp_lease_cmds.so";
    private static final String FLEX_ID = "libdhcp_flex_id.so";

    private final TextResolver resolver;
    private final boolean multiThreading;
    private final FlexIdReader flexIds;
    private final Problems problems;

    /** {@code multiThreading} says whether the server as a whole may have several threads. */
    HooksReader(
            TextResolver resolver,
            boolean multiThreading,
            FlexIdReader flexIds,
            Problems problems) {
        this.resolver = resolver;
        this.multiThreading = multiThreading;
        this.flexIds = flexIds;
        this.problems = problems;
    }

    /**
     * What the libraries are to do.
     *
     * @param highAvailability the HA relationships, empty without the library
     * @param flexId how the flexible identifier is made
     */
    record Hooks(List<HaSettings> highAvailability, Optional<FlexId> flexId) {}

    /** True if the globals name the library of high availability, whatever its parameters. */
    static boolean namesHighAvailability(Section global) {
        return global.sections("hooks-libraries").stream()
                .flatMap(library -> library.text("library").stream())
                .anyMatch(path -> path.substring(path.lastIndexOf('/') + 1).equals(HA));
    }

    Hooks read(List<Section> libraries) {
        Map<String, Location> seen = new HashMap<>();
        List<HaSettings> relationships = List.of();
        Optional<FlexId> flexId = Optional.empty();
        for (Section section : libraries) {
            String path = section.text("library").orElseThrow();
            String name = path.substring(path.lastIndexOf('/') + 1);
            Location location = section.at("library");
            Location previous = seen.putIfAbsent(name, location);
            if (previous != null) {
                problems.error(
                        location,
                        "hook library '"
                                + JsonToken.excerpt(name)
                                + "' stands twice, first at "
                                + previous);
            } else if (name.equals(HA)) {
                relationships =
                        new HaReader(resolver, multiThreading, problems).read(parameters(section));
            } else if (name.equals(FLEX_ID)) {
                flexId = flexIds.read(parameters(section));
            } else {
                check(HookSchema.library(name), name, section);
            }
        }
        if (seen.containsKey(HA) && !seen.containsKey(LEASE_COMMANDS)) {
            problems.warning(
                    seen.get(HA),
                    "a Kea partner needs '" + LEASE_COMMANDS + "' beside '" + HA + "'");
        }
        return new Hooks(relationships, flexId);
    }

    private void check(Optional<HookLibrary> known, String name, Section section) {
        Location location = section.at("library");
        if (known.isEmpty()) {
            problems.unsupported(
                    location,
                    "hook library '"
                            + JsonToken.excerpt(name)
                            + "', unknown to Tandem6"
                            + Spelling.nearest(name, names())
                                    .map(near -> " (did you mean '" + near + "'?)")
                                    .orElse("")
                            + ", is");
            return;
        }
        switch (known.get().standing()) {
            case ACTIVE -> {}
            case INACTIVE ->
                    problems.warning(
                            location,
                            "hook library '"
                                    + name
                                    + "' is known but not active in Tandem6: its configuration is"
                                    + " checked, and has no effect");
            case UNSUPPORTED -> problems.unsupported(location, "hook library '" + name + "' is");
        }
        new SchemaCheck(problems).check(parameters(section), known.get().parameters());
    }

    private static List<String> names() {
        return HookSchema.libraries().stream().map(HookLibrary::file).toList();
    }

    private static JsonObject parameters(Section section) {
        return section.section("parameters")
                .map(Section::json)
                .orElseGet(() -> new JsonObject(section.location(), new LinkedHashMap<>()));
    }
}
