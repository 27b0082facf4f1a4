package io.tandem6.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What README and {@code docs/configuration.md} say of keywords is what the tables say.
 *
 * <p>{@code -Ddocs.rewrite=true} writes both anew.
 */
class ConfigurationDocsTest {
    private static final Path README = Path.of("../README.md");
    private static final Path REFERENCE = Path.of("../docs/configuration.md");
    private static final String BEGIN = "<!-- begin: made from the tables of keywords -->\n";
    private static final String END = "<!-- end: made from the tables of keywords -->\n";

    /** The maps by name, in the order in which they are first met. */
    private final SequencedMap<String, MapSpec> maps = new LinkedHashMap<>();

    ConfigurationDocsTest() {
        collect(Dhcp6Schema.DHCP6);
    }

    private void collect(MapSpec spec) {
        if (maps.putIfAbsent(spec.name(), spec) == null) {
            spec.keys().values().forEach(key -> collect(key.kind()));
        }
    }

    private void collect(ValueKind kind) {
        switch (kind) {
            case ValueKind.MapOf(MapSpec spec) -> collect(spec);
            case ValueKind.ListOf(ValueKind element) -> collect(element);
            default -> {}
        }
    }

    @Test
    void theReadmeNamesWhatIsNotThere() throws Exception {
        check(README, notThere());
    }

    @Test
    void theReferenceNamesEverything() throws Exception {
        StringBuilder text = new StringBuilder();
        maps.values().forEach(map -> text.append(table(map)));
        text.append("## Hook libraries\n\n| library | parameters | |\n| --- | --- | --- |\n");
        for (HookLibrary library : HookSchema.libraries()) {
            text.append(
                    "| `%s` | %s | %s |\n"
                            .formatted(
                                    library.file(),
                                    parameters(library),
                                    switch (library.standing()) {
                                        case ACTIVE -> "built in";
                                        case INACTIVE -> "checked, not active";
                                        case UNSUPPORTED -> "refused";
                                    }));
        }
        check(REFERENCE, text.toString());
    }

    private static String parameters(HookLibrary library) {
        return library.parameters().keys().keySet().stream()
                .filter(
                        name ->
                                CommonSchema.COMMENTS.stream()
                                        .noneMatch(k -> k.name().equals(name)))
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(" "));
    }

    private static void check(Path file, String made) throws Exception {
        String text = Files.readString(file);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        if (Boolean.getBoolean("docs.rewrite")) {
            Files.writeString(file, text.substring(0, from) + "\n" + made + text.substring(to));
        } else {
            assertThat(text.substring(from, to))
                    .as("%s; -Ddocs.rewrite=true writes it anew", file)
                    .isEqualTo("\n" + made);
        }
    }

    private String notThere() {
        Map<String, SequencedSet<String>> inactive = new LinkedHashMap<>();
        Map<String, SequencedSet<String>> unsupported = new LinkedHashMap<>();
        for (MapSpec map : maps.values()) {
            for (KeySpec key : map.keys().values()) {
                switch (key.use()) {
                    case KeySpec.Accepted() -> {}
                    case KeySpec.Inactive(List<Object> harmless) -> add(inactive, map, key);
                    case KeySpec.Unsupported(String feature, List<Object> harmless) ->
                            add(unsupported, map, key);
                }
            }
        }
        return "| accepted with a warning | in |\n| --- | --- |\n"
                + rows(inactive)
                + "| hook libraries | "
                + libraries(HookLibrary.Standing.INACTIVE)
                + " |\n\n| refused | in |\n| --- | --- |\n"
                + rows(unsupported)
                + "| hook libraries | "
                + libraries(HookLibrary.Standing.UNSUPPORTED)
                + " and whatever is not named here |\n\n";
    }

    private static void add(Map<String, SequencedSet<String>> keys, MapSpec map, KeySpec key) {
        keys.computeIfAbsent(key.name(), k -> new LinkedHashSet<>()).add(map.name());
    }

    private static String rows(Map<String, SequencedSet<String>> keys) {
        return keys.entrySet().stream()
                .map(
                        entry ->
                                "| `%s` | %s |\n"
                                        .formatted(
                                                entry.getKey(),
                                                entry.getValue().stream()
                                                        .map(map -> "`" + map + "`")
                                                        .collect(Collectors.joining(" "))))
                .collect(Collectors.joining());
    }

    private static String libraries(HookLibrary.Standing standing) {
        return HookSchema.libraries().stream()
                .filter(library -> library.standing() == standing)
                .map(library -> "`" + library.file().replaceAll("libdhcp_|\\.so", "") + "`")
                .collect(Collectors.joining(" "));
    }

    private static String table(MapSpec map) {
        StringBuilder text = new StringBuilder("## `%s`\n\n".formatted(map.name()));
        text.append("| keyword | value | default | |\n| --- | --- | --- | --- |\n");
        for (KeySpec key : map.keys().values()) {
            if (CommonSchema.COMMENTS.contains(key)) {
                continue;
            }
            text.append(
                    "| `%s` | %s | %s | %s |\n"
                            .formatted(
                                    key.name(),
                                    value(key.kind()),
                                    key.standard().map(ConfigurationDocsTest::text).orElse(""),
                                    remark(key)));
        }
        return text.append("\n").toString();
    }

    private static String value(ValueKind kind) {
        return switch (kind) {
            case ValueKind.MapOf(MapSpec spec) -> "map `" + spec.name() + "`";
            case ValueKind.ListOf(ValueKind.MapOf(MapSpec spec)) ->
                    "list of maps `" + spec.name() + "`";
            case ValueKind.ListOf(ValueKind.Free()) -> "list";
            case ValueKind.ListOf(ValueKind element) -> "list: " + value(element);
            default -> kind.description();
        };
    }

    private static String text(Object standard) {
        return standard instanceof String s && s.isEmpty()
                ? "empty"
                : standard instanceof List<?> list && list.isEmpty()
                        ? "none"
                        : "`" + standard + "`";
    }

    private static String remark(KeySpec key) {
        String use =
                switch (key.use()) {
                    case KeySpec.Accepted() -> "";
                    case KeySpec.Inactive(List<Object> harmless) -> "no effect yet";
                    case KeySpec.Unsupported(String feature, List<Object> harmless) -> "refused";
                };
        return key.mandatory()
                ? "mandatory"
                : key.newer().map(name -> "older name of `" + name + "`").orElse(use);
    }
}
