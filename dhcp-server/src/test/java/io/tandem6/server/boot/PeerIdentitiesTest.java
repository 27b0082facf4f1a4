package io.tandem6.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PeerIdentitiesTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private static ServerConfig config(String ownKey, String partnersKey) {
        String file =
                """
                { "Dhcp6": { "hooks-libraries": [
                    { "library": "libdhcp_lease_cmds.so" },
                    { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ {
                        "this-server-name": "a", "mode": "hot-standby",
                        "trust-anchor": "{}authority.pem", "cert-file": "{}alpha.pem",
                        "peers": [
                          { "name": "a", "url": "http://192.0.2.1:80/", "role": "primary",
                            "key-file": "{}%s" },
                          { "name": "b", "url": "http://192.0.2.2:80/", "role": "standby",
                            "key-file": "{}%s" },
                          { "name": "c", "url": "http://192.0.2.3:80/", "role": "backup",
                            "key-file": "{}%s" } ]
                    } ] } } ] } }
                """
                        .formatted(ownKey, partnersKey, partnersKey)
                        .replace("{}", "../service-runtime/src/test/resources/tls/");
        return new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT)
                .parse("kea.conf", file)
                .config()
                .orElseThrow();
    }

    @Test
    void peersWithTheSameFilesShareThem() {
        PeerIdentities identities =
                PeerIdentities.load(config("only-the-agent-needs.key", "alpha.key"), NOW);

        assertThat(identities.orThrow()).hasSize(1);
    }

    @Test
    void anUnusableFileIsNamedWithItsPlace() {
        PeerIdentities identities = PeerIdentities.load(config("alpha.key", "beta.key"), NOW);

        assertThatThrownBy(identities::orThrow)
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("kea.conf:10:25: key-file '../service-runtime")
                .hasMessageContaining("not the key of the certificate");
    }
}
