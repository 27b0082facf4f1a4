package io.tandem6.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.JsonValue.JsonArray;
import io.tandem6.config.JsonValue.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A configuration for each topic, in the spelling of Kea 3 and, where it differs, in that of Kea
 * 2.2. Together they have every keyword.
 */
class TopicsTest {
    private static final String NEWER = "dhcp6/topics/kea-3";
    private static final String OLDER = "dhcp6/topics/kea-2.2";

    /** They need files, or stand in the way of others, or mean nothing. */
    private static final Set<String> UNUSUAL =
            Set.of(
                    "directory",
                    "user-file",
                    "basic-auth-user-file",
                    "basic-auth-password-file",
                    "http-host",
                    "http-port",
                    "cert-required",
                    "delayed-updates-limit",
                    "hash",
                    "libdhcp_radius.so",
                    "libdhcp_user_chk.so");

    static Stream<String> all() throws Exception {
        return Stream.concat(ConfigFiles.list(NEWER).stream(), ConfigFiles.list(OLDER).stream());
    }

    static Stream<String> older() throws Exception {
        return ConfigFiles.list(OLDER).stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void canBeUsed(String file) {
        ParseResult<ServerConfig> result = parse(file);
        assertThat(result.errors()).isEmpty();
        assertThat(result.config()).isPresent();
    }

    /** But for its tree and for HTTP, which Kea 2.2 does not have. */
    @ParameterizedTest
    @MethodSource("older")
    void bothSpellingsMeanTheSame(String file) {
        assertThat(parse(file).config().orElseThrow())
                .usingRecursiveComparison()
                .ignoringFields("tree", "httpListeners")
                .isEqualTo(parse(file.replace(OLDER, NEWER)).config().orElseThrow());
    }

    /** What names a database is refused unless it is to be ignored. */
    @Test
    void databasesAreNamedWithTheirPlaces() {
        for (String spelling : new String[] {NEWER, OLDER}) {
            assertThat(ConfigFiles.parse(spelling + "/databases.json").errors())
                    .extracting(p -> p.location().line())
                    .containsExactly(3, 11);
        }
    }

    @Test
    void thereIsNoKeywordThatTheyDoNotHave() throws Exception {
        Set<String> missing = new TreeSet<>();
        collect(Dhcp6Schema.FILE, missing);
        for (HookLibrary library : HookSchema.libraries()) {
            missing.add(library.file());
            collect(library.parameters(), missing);
        }
        for (String file : all().toList()) {
            JsonObject root =
                    KeaJson.read(
                            file, ConfigFiles.read(file), TextResolver.NONE, new Problems(false));
            remove(root, Dhcp6Schema.FILE, missing);
        }
        missing.removeIf(UNUSUAL::contains);
        assertThat(missing).isEmpty();
    }

    private static void collect(MapSpec spec, Set<String> words) {
        for (KeySpec key : spec.keys().values()) {
            words.add(key.name());
            mapIn(key.kind()).ifPresent(inner -> collect(inner, words));
        }
    }

    private static Optional<MapSpec> mapIn(ValueKind kind) {
        return switch (kind) {
            case ValueKind.MapOf(MapSpec spec) -> Optional.of(spec);
            case ValueKind.ListOf(ValueKind element) -> mapIn(element);
            default -> Optional.empty();
        };
    }

    private static void remove(JsonObject map, MapSpec spec, Set<String> words) {
        map.members()
                .forEach(
                        (name, member) -> {
                            words.remove(name);
                            KeySpec key = spec.keys().get(name);
                            if (key != null) {
                                mapIn(key.kind())
                                        .ifPresent(
                                                inner -> removeAll(member.value(), inner, words));
                            }
                        });
        if (spec == CommonSchema.HOOKS_LIBRARY) {
            Section section = new Section(map);
            String path = section.text("library").orElseThrow();
            String file = path.substring(path.lastIndexOf('/') + 1);
            words.remove(file);
            MapSpec parameters = HookSchema.library(file).orElseThrow().parameters();
            section.section("parameters").ifPresent(p -> remove(p.json(), parameters, words));
        }
    }

    private static void removeAll(JsonValue value, MapSpec spec, Set<String> words) {
        switch (value) {
            case JsonObject map -> remove(map, spec, words);
            case JsonArray list -> list.elements().forEach(e -> removeAll(e, spec, words));
            default -> throw new AssertionError("no map: " + value);
        }
    }

    private static ParseResult<ServerConfig> parse(String file) {
        return new Dhcp6Parser(TextResolver.NONE, new Dhcp6ParserOptions(Optional.empty(), true))
                .parse(file, ConfigFiles.read(file));
    }
}
