package io.tandem6.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each file says in comments what it is warned of, and where. */
class HaLinkCheckTest {
    private static final Pattern EXPECTED =
            Pattern.compile("^# warn (\\d+:\\d+) (.+)$", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"load-balancing", "hot-standby", "hub", "alone"})
    void warnsOfWhatClientsWouldSufferFrom(String name) {
        String file = "dhcp6/ha-links/" + name + ".json";
        ParseResult<ServerConfig> result = ConfigFiles.parse(file);
        List<String> expected =
                EXPECTED.matcher(ConfigFiles.read(file))
                        .results()
                        .map(warning -> file + ":" + warning.group(1) + ": " + warning.group(2))
                        .toList();

        assertThat(result.errors()).isEmpty();
        assertThat(result.warnings())
                .extracting(Problem::toString)
                .usingElementComparator(HaLinkCheckTest::compareUpToPhrase)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** What is expected is the position and a phrase of the message. */
    private static int compareUpToPhrase(String found, String expected) {
        String position = expected.substring(0, expected.indexOf(": "));
        String phrase = expected.substring(expected.indexOf(": ") + 2);
        return found.startsWith(position) && found.contains(phrase) ? 0 : found.compareTo(expected);
    }

    @Test
    void knowsTheRelationshipOfEachSubnet() {
        ServerConfig hub = ConfigFiles.parse("dhcp6/ha-links/hub.json").config().orElseThrow();

        assertThat(hub.subnets())
                .extracting(Subnet::id, hub::relationshipOf)
                .containsExactlyInAnyOrder(
                        tuple(1L, OptionalInt.of(0)),
                        tuple(2L, OptionalInt.of(1)),
                        tuple(3L, OptionalInt.empty()),
                        tuple(4L, OptionalInt.empty()),
                        tuple(5L, OptionalInt.of(1)),
                        tuple(6L, OptionalInt.of(1)),
                        tuple(7L, OptionalInt.of(0)));
    }

    @Test
    void ofASingleRelationshipAreAllSubnets() {
        ServerConfig pair =
                ConfigFiles.parse("dhcp6/ha-links/load-balancing.json").config().orElseThrow();
        ServerConfig alone = ConfigFiles.parse("dhcp6/ha-links/alone.json").config().orElseThrow();

        assertThat(pair.subnets())
                .extracting(pair::relationshipOf)
                .hasSize(5)
                .containsOnly(OptionalInt.of(0));
        assertThat(alone.subnets())
                .extracting(alone::relationshipOf)
                .containsExactly(OptionalInt.empty());
    }
}
