package io.tandem6.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.AgentConfig.HttpHeader;
import io.tandem6.config.AgentConfig.Service;
import io.tandem6.config.HaSettings.BasicAuth;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentConfigParserTest {
    private static final Map<String, String> CONTENTS =
            Map.of(
                    "/secret/name", "eve\n",
                    "/secret/word", "in a file\r\n",
                    "/secret/both", "mallory:a:b\n",
                    "/secret/no-colon", "trent");

    static final TextResolver FILES =
            path ->
                    CONTENTS.containsKey(path)
                            ? new TextResolver.Text(CONTENTS.get(path))
                            : new TextResolver.Unreadable("no such file");

    private static ParseResult<AgentConfig> parse(String name) {
        return new AgentConfigParser(FILES).parse(name, ConfigFiles.read("agent/good/" + name));
    }

    @Test
    void readsEveryKeyword() {
        ParseResult<AgentConfig> result = parse("full.json");
        AgentConfig config = result.config().orElseThrow();

        assertThat(config.httpHost()).isEqualTo("::1");
        assertThat(config.httpPort()).isEqualTo(8443);
        assertThat(config.tls()).contains(ConfigFiles.tls("ca", "cert.pem", "key.pem"));
        assertThat(config.certRequired()).isFalse();
        assertThat(config.authentication().orElseThrow().realm()).isEqualTo("my realm");
        assertThat(config.authentication().orElseThrow().clients())
                .containsExactly(
                        new BasicAuth("alice", "1234"),
                        new BasicAuth("bob", ""),
                        new BasicAuth("eve", "in a file"),
                        new BasicAuth("mallory", "a:b"));
        assertThat(config.sockets())
                .containsExactly(
                        Map.entry(Service.DHCP4, "/run/four"),
                        Map.entry(Service.DHCP6, "/run/six"));
        assertThat(config.httpHeaders())
                .containsExactly(new HttpHeader("Strict-Transport-Security", "max-age=1"));
        assertThat(config.loggers().getFirst().name()).isEqualTo("kea-ctrl-agent");

        assertThat(result.warnings())
                .extracting(Problem::message)
                .satisfiesExactly(
                        hooks -> assertThat(hooks).contains("'hooks-libraries'", "no effect"),
                        socket -> assertThat(socket).contains("d2", "'socket-name' is missing"));
    }

    @Test
    void hasDefaults() {
        ParseResult<AgentConfig> result = parse("minimal.json");
        assertThat(result.problems()).isEmpty();
        AgentConfig config = result.config().orElseThrow();

        assertThat(config.httpHost()).isEqualTo("127.0.0.1");
        assertThat(config.httpPort()).isEqualTo(8000);
        assertThat(config.tls()).isEqualTo(Optional.empty());
        assertThat(config.certRequired()).isTrue();
        assertThat(config.authentication()).as("a list without clients").isEmpty();
        assertThat(config.sockets()).isEmpty();
        assertThat(String.valueOf(config.tree().toPlain()))
                .contains("http-port=8000", "user-context={comment=as small as possible}");
    }

    @Test
    void hidesPasswords() {
        AgentConfig config = parse("full.json").config().orElseThrow();
        assertThat(config.toString()).doesNotContain("1234");
        assertThat(config.authentication().toString()).doesNotContain("1234");
    }
}
