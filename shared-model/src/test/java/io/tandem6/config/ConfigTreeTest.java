package io.tandem6.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code config-get} shows and {@code config-write} writes. */
class ConfigTreeTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static Stream<String> readAgainItIsTheSame() throws Exception {
        return Stream.concat(
                TopicsTest.all(),
                ConfigFiles.list("dhcp6/good").stream().filter(f -> !f.contains("warnings")));
    }

    @ParameterizedTest
    @MethodSource
    void readAgainItIsTheSame(String file) {
        ServerConfig first = read(file, ConfigFiles.read(file));
        String shown = MAPPER.writeValueAsString(first.tree().toPlain());
        ServerConfig second = read(file, shown);
        assertThat(second)
                .usingRecursiveComparison()
                .ignoringFields("tree")
                .ignoringFieldsMatchingRegexes(".*\\.(location|origin)")
                .isEqualTo(first);
        assertThat(second.tree().toPlain())
                .as("what is shown of what was shown")
                .isEqualTo(first.tree().toPlain());
    }

    /** Compared by hand with what Kea 2.2.0 shows of the same. */
    @Test
    void standardValuesAndDerivedOnesAreFilledIn() {
        ServerConfig config =
                ConfigFiles.parseText("f", ConfigFiles.read("dhcp6/shown/written.json"))
                        .config()
                        .orElseThrow();
        JsonNode expected = MAPPER.readTree(ConfigFiles.read("dhcp6/shown/shown.json"));
        assertThat(MAPPER.<JsonNode>valueToTree(config.tree().toPlain()).toPrettyString())
                .isEqualTo(expected.toPrettyString());
    }

    @Test
    void reservationModeIsShownAsWhatItStandsFor() {
        Object shown =
                read("f", "{ \"Dhcp6\": { \"reservation-mode\": \"out-of-pool\" } }")
                        .tree()
                        .toPlain();
        assertThat(String.valueOf(shown))
                .contains(
                        "reservations-global=false",
                        "reservations-in-subnet=true",
                        "reservations-out-of-pool=true")
                .doesNotContain("reservation-mode");
    }

    private static ServerConfig read(String name, String text) {
        ParseResult<ServerConfig> result =
                new Dhcp6Parser(TextResolver.NONE, new Dhcp6ParserOptions(Optional.empty(), true))
                        .parse(name, text);
        return result.config().orElseThrow(() -> new AssertionError(result.errors().toString()));
    }
}
