package io.tandem6.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.AgentConfig.Authentication;
import io.tandem6.config.AgentConfig.HttpHeader;
import io.tandem6.config.HaSettings.BasicAuth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses a {@code Dhcp6} configuration has for HTTP. */
class HttpListenersTest {
    private static ServerConfig parse(String members) {
        ParseResult<ServerConfig> result =
                ConfigFiles.parseText("kea.conf", "{ \"Dhcp6\": {\n" + members + " } }");
        return result.config().orElseThrow(() -> new AssertionError(result.problems()));
    }

    private static String pair(String settings, String own) {
        return """
               "hooks-libraries": [
                 { "library": "libdhcp_lease_cmds.so" },
                 { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ {
                   "this-server-name": "a", "mode": "hot-standby", %s
                   "peers": [
                     { "name": "a", "url": "http://[2001:db8::1]:8001/", "role": "primary" %s },
                     { "name": "b", "url": "http://192.0.2.2:8001/", "role": "standby" } ]
                 } ] } } ]
               """
                .formatted(settings, own);
    }

    @Test
    void aControlSocketHasDefaults() {
        ServerConfig config = parse("\"control-sockets\": [ { \"socket-type\": \"http\" } ]");

        assertThat(config.httpListeners())
                .containsExactly(
                        new HttpListener(
                                "the control socket at kea.conf:2:22",
                                "127.0.0.1",
                                8000,
                                Optional.empty(),
                                true,
                                Optional.empty(),
                                List.of(),
                                false));
        assertThat(config.controlSocket()).contains("/run/kea/kea6-ctrl-socket");
    }

    @Test
    void aControlSocketMaySayEverything() {
        ServerConfig config =
                parse(
                        """
                        "control-sockets": [
                          { "socket-name": "/run/own" },
                          { "socket-type": "https", "http-host": "::1", "http-port": 1,
                            "trust-anchor": "ca", "cert-file": "cert", "key-file": "key",
                            "cert-required": false,
                            "authentication": { "type": "basic",
                                                "clients": [ { "user": "u", "password": "p" } ] },
                            "http-headers": [ { "name": "A", "value": "b" } ] } ]
                        """);

        assertThat(config.httpListeners())
                .containsExactly(
                        new HttpListener(
                                "the control socket at kea.conf:4:3",
                                "::1",
                                1,
                                Optional.of(ConfigFiles.tls("ca", "cert", "key")),
                                false,
                                Optional.of(
                                        new Authentication(
                                                "kea-dhcpv6-server",
                                                List.of(new BasicAuth("u", "p")))),
                                List.of(new HttpHeader("A", "b")),
                                false));
        assertThat(config.controlSocket()).contains("/run/own");
    }

    @Test
    void aPeerListensAtItsOwnUrl() {
        ServerConfig config =
                parse(
                        pair(
                                "\"trust-anchor\": \"ca\", \"cert-file\": \"cert\","
                                        + " \"key-file\": \"key\",",
                                ", \"basic-auth-user\": \"u\", \"basic-auth-password\": \"p\""));

        assertThat(config.httpListeners())
                .containsExactly(
                        new HttpListener(
                                "the url of peer 'a'",
                                "2001:db8::1",
                                8001,
                                Optional.of(ConfigFiles.tls("ca", "cert", "key")),
                                true,
                                Optional.of(
                                        new Authentication(
                                                "kea-dhcpv6-server",
                                                List.of(new BasicAuth("u", "p")))),
                                List.of(),
                                true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                " | 1 | true",
                "'restrict-commands': false, | 1 | false",
                "'multi-threading': { }, | 1 | true",
                "'multi-threading': { 'enable-multi-threading': true }, | 1 | true",
                "'multi-threading': { 'enable-multi-threading': false }, | 0 |",
                "'multi-threading': { 'http-dedicated-listener': false }, | 0 |",
                "'multi-threading': { 'enable-multi-threading': false,"
                        + " 'http-dedicated-listener': true }, | 0 |"
            })
    void theListenerCanBeSwitchedOff(String settings, int listeners, Boolean restricted) {
        String text = settings == null ? "" : settings.replace('\'', '"');
        List<HttpListener> found = parse(pair(text, "")).httpListeners();

        assertThat(found).hasSize(listeners);
        assertThat(found).allMatch(listener -> listener.restricted() == restricted);
    }

    @Test
    void withoutThreadsThereIsNoListener() {
        ServerConfig config =
                parse("\"multi-threading\": { \"enable-multi-threading\": false }," + pair("", ""));

        assertThat(config.httpListeners()).isEmpty();
        assertThat(config.controlSocket()).isEmpty();
    }
}
