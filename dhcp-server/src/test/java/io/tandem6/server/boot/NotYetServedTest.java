package io.tandem6.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotYetServedTest {
    private static final String PAIR =
            """
            { "this-server-name": "a", "mode": "hot-standby", %s
              "peers": [ { "name": "a", "url": "http://192.0.2.1:8000/", "role": "primary" },
                         { "name": "b", "url": "http://192.0.2.2:8000/", "role": "standby" } ] }
            """;

    private static List<String> notServed(String relationships) {
        String file =
                """
                { "Dhcp6": { "hooks-libraries": [
                    { "library": "libdhcp_lease_cmds.so" },
                    { "library": "libdhcp_ha.so",
                      "parameters": { "high-availability": [ %s ] } } ] } }
                """
                        .formatted(relationships);
        ServerConfig config =
                new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT)
                        .parse("test.json", file)
                        .config()
                        .orElseThrow();
        return NotYetServed.in(config);
    }

    @Test
    void aPlainPairIsServed() {
        assertThat(notServed(PAIR.formatted(""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"load-balancing, secondary", "passive-backup, backup", "hot-standby, standby"})
    void everyModeIsServed(String mode, String role) {
        String relationship =
                PAIR.formatted("").replace("hot-standby", mode).replace("\"standby", "\"" + role);

        assertThat(notServed(relationship)).isEmpty();
    }

    @Test
    void severalRelationshipsAreServed() {
        String second =
                PAIR.formatted("")
                        .replace("\"a\"", "\"c\"")
                        .replace("\"b\"", "\"d\"")
                        .replace("8000", "8001");

        assertThat(notServed(PAIR.formatted("") + "," + second)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"trust-anchor\": \"/c\", \"cert-file\": \"/c\", \"key-file\": \"/k\", | TLS to HA",
                "\"multi-threading\": { \"enable-multi-threading\": true,"
                        + " \"http-dedicated-listener\": true }, | http-dedicated-listener"
            })
    void whatIsMissingIsNamed(String setting, String phrase) {
        assertThat(notServed(PAIR.formatted(setting))).singleElement().asString().contains(phrase);
    }
}
