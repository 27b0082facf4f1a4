package io.tandem6.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.HaSettings.Continuity;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the {@code user-context} of a relationship says of continuity. */
class ContinuityReaderTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                                        | OFFERED  | 3600 | 128
                    { "tandem6": {} }                                         | OFFERED  | 3600 | 128
                    { "tandem6": { "continuity": {} } }                       | EXPECTED | 3600 | 128
                    { "tandem6": { "continuity": { "mclt": 60 } } }           | EXPECTED | 60   | 128
                    { "tandem6": { "continuity": { "enabled": true } } }      | EXPECTED | 3600 | 128
                    { "tandem6": { "continuity": { "enabled": false } } }     | NONE     | 3600 | 128
                    { "tandem6": { "continuity": { "split": 0 } }, "a": [1] } | EXPECTED | 3600 | 0
                    """)
    void isRead(String context, Continuity.Wish wish, long mclt, int split) {
        Continuity read =
                parse(context).config().orElseThrow().highAvailability().getFirst().continuity();

        assertThat(read.wish()).isEqualTo(wish);
        assertThat(read.mcltSeconds()).isEqualTo(mclt);
        assertThat(read.split()).isEqualTo(split);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    { "tandem6": { "continuity": true } }                    | must be a map
                    { "tandem6": { "continuity": { "enabled": "yes" } } }    | enabled
                    { "tandem6": { "continuity": { "mclt": 0 } } }           | mclt
                    { "tandem6": { "continuity": { "split": 257 } } }        | split
                    { "tandem6": { "continuity": { "contact-inteval": 5 } } } | contact-inteval
                    """)
    void isRefused(String context, String named) {
        ParseResult<ServerConfig> parsed = parse(context);

        assertThat(parsed.config()).isEmpty();
        assertThat(parsed.problems().toString()).contains(named);
    }

    private static ParseResult<ServerConfig> parse(String context) {
        return new Dhcp6Parser(
                        TextResolver.NONE, new Dhcp6ParserOptions(Optional.of("server1"), false))
                .parse(
                        "f",
                        """
                        { "Dhcp6": { "hooks-libraries": [
                            { "library": "libdhcp_lease_cmds.so" },
                            { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ {
                                "this-server-name": "server1", "mode": "hot-standby",
                                "user-context": %s,
                                "peers": [
                                  { "name": "server1", "url": "http://192.0.2.1:8000/", "role": "primary" },
                                  { "name": "server2", "url": "http://192.0.2.2:8000/", "role": "standby" }
                                ] } ] } } ] } }
                        """
                                .formatted(context));
    }
}
