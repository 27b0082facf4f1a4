package io.tandem6.config;

import io.tandem6.config.HaSettings.BasicAuth;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A checked {@code Control-agent} configuration.
 *
 * @param httpHost IPv4 or IPv6 address to listen on
 * @param httpPort TCP port, 0 takes any that is free
 * @param tls files for HTTPS; HTTP without
 * @param certRequired with TLS, demand a certificate of each client
 * @param authentication who may send commands; everybody if empty
 * @param sockets path of the control socket of each server that has one
 * @param httpHeaders added to every response, in order
 * @param loggers log destinations
 * @param tree the configuration as {@code config-get} shows it: a map with the one key {@code
 *     Control-agent}
 */
public record AgentConfig(
        String httpHost,
        int httpPort,
        Optional<TlsFiles> tls,
        boolean certRequired,
        Optional<Authentication> authentication,
        SequencedMap<Service, String> sockets,
        List<HttpHeader> httpHeaders,
        List<LoggerConfig> loggers,
        JsonValue tree) {
    /** Copies the collections. */
    public AgentConfig {
        sockets = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(sockets));
        httpHeaders = List.copyOf(httpHeaders);
        loggers = List.copyOf(loggers);
    }

    /** The one address that the agent listens on. */
    public HttpListener listener() {
        return new HttpListener(
                "http-host and http-port",
                httpHost,
                httpPort,
                tls,
                certRequired,
                authentication,
                httpHeaders,
                false);
    }

    /** A server to which commands can be forwarded. */
    public enum Service {
        /** DHCPv4. */
        DHCP4("dhcp4"),
        /** DHCPv6. */
        DHCP6("dhcp6"),
        /** DNS updates. */
        D2("d2");

        private final String keyword;

        Service(String keyword) {
            this.keyword = keyword;
        }

        /** Kea's word. */
        public String keyword() {
            return keyword;
        }
    }

    /**
     * HTTP basic authentication.
     *
     * @param realm for the WWW-Authenticate header
     * @param clients one or more
     */
    public record Authentication(String realm, List<BasicAuth> clients) {
        /** Copies the list. */
        public Authentication {
            clients = List.copyOf(clients);
        }
    }

    /**
     * An additional header.
     *
     * @param name a token of RFC 9110 section 5.6.2
     * @param value without line breaks
     */
    public record HttpHeader(String name, String value) {}

    /** Without the tree, which holds passwords. */
    @Override
    public String toString() {
        return "AgentConfig[" + httpHost + ", " + httpPort + ", sockets=" + sockets + "]";
    }
}
