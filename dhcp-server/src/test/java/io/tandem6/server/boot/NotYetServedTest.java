package io.tandem6.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void aPairWithTlsIsServed() {
        String files = "\"trust-anchor\": \"/a\", \"cert-file\": \"/c\", \"key-file\": \"/k\",";

        assertThat(notServed(PAIR.formatted(files))).isEmpty();
    }

    @Test
    void otherModesAreNamed() {
        String sharing =
                PAIR.formatted("")
                        .replace("hot-standby", "load-balancing")
                        .replace("standby", "secondary");

        assertThat(notServed(sharing)).singleElement().asString().contains("'load-balancing'");
    }
}
