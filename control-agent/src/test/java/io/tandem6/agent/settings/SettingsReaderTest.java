package io.tandem6.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tandem6.agent.settings.AgentSettings.Authentication;
import io.tandem6.agent.settings.AgentSettings.Header;
import io.tandem6.agent.settings.AgentSettings.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    @TempDir private Path directory;

    @Test
    void readsAFileOfKea() throws Exception {
        Files.writeString(directory.resolve("password"), "secret");
        AgentSettings settings =
                read(
                        """
                        // Kea's agent
                        { "Control-agent": {
                            "http-host": "::", # all
                            "http-port": 8001,
                            "http-headers": [ { "name": "X-A", "value": "b c" } ],
                            "trust-anchor": "/ca", "cert-file": "/cert", "key-file": "/key",
                            "cert-required": false,
                            "authentication": {
                                "type": "basic", "realm": "here", "directory": "%s",
                                "clients": [
                                    { "user": "a", "password": "b:c" },
                                    { "user": "d", "password-file": "password" } ] },
                            /* sockets */
                            "control-sockets": {
                                "dhcp6": { "socket-type": "unix", "socket-name": "/run/kea/6" },
                                "d2": { "socket-name": "/run/kea/d2" } },
                            "loggers": [ { "name": "kea-ctrl-agent", "severity": "INFO" } ]
                        } }
                        """
                                .formatted(directory));
        assertThat(settings.httpHost()).isEqualTo("::");
        assertThat(settings.httpPort()).isEqualTo(8001);
        assertThat(settings.headers()).containsExactly(new Header("X-A", "b c"));
        assertThat(settings.tls())
                .contains(new Tls(Path.of("/ca"), Path.of("/cert"), Path.of("/key"), false));
        assertThat(settings.authentication())
                .contains(new Authentication("here", Map.of("a", "b:c", "d", "secret")));
        assertThat(settings.sockets())
                .containsEntry("dhcp6", Path.of("/run/kea/6"))
                .containsEntry("d2", Path.of("/run/kea/d2"))
                .hasSize(2);
    }

    @Test
    void hasKeasDefaults() throws Exception {
        AgentSettings settings = read("{ \"Control-agent\": { \"http-port\": 8000 } }");
        assertThat(settings.httpHost()).isEqualTo("127.0.0.1");
        assertThat(settings.sockets()).isEmpty();
        assertThat(settings.authentication()).isEmpty();
        assertThat(settings.tls()).isEmpty();
    }

    @Test
    void showsNoPasswords() throws Exception {
        assertThat(
                        read("""
                                { "Control-agent": { "authentication": { "type": "basic",
                                  "clients": [ { "user": "a", "password": "hidden" } ] } } }
                                """)
                                .toString())
                .contains("[a]")
                .doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    {                                                         ~ agent.conf
                    {"Dhcp6": {}}                                             ~ Control-agent
                    {"Control-agent": {"http-port": 70000}}                   ~ http-port
                    {"Control-agent": {"http-port": "8000"}}                  ~ http-port
                    {"Control-agent": {"http-host": 1}}                       ~ http-host
                    {"Control-agent": {"http-port": 1, "http-port": 2}}       ~ http-port
                    {"Control-agent": {"cert-file": "x"}}                     ~ trust-anchor
                    {"Control-agent": {"control-sockets": {"dhcp6": {"socket-type": "tcp", "socket-name": "x"}}}}  ~ socket-type
                    {"Control-agent": {"authentication": {"type": "basic", "clients": [{"user": "a:b"}]}}}         ~ user
                    {"Control-agent": {"authentication": {"type": "basic", "clients": [{"password": "b"}]}}}       ~ user
                    {"Control-agent": {"authentication": {"type": "basic", "clients": [{"user": "a", "password-file": "/nofile"}]}}} ~ /nofile
                    """)
    void saysWhatIsWrong(String text, String said) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining(said);
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> SettingsReader.read(directory.resolve("missing.conf")))
                .withMessageContaining("missing.conf");
    }

    private AgentSettings read(String text) throws IOException, SettingsException {
        return SettingsReader.read(Files.writeString(directory.resolve("agent.conf"), text));
    }
}
