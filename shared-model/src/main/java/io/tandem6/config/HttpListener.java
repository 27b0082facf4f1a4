package io.tandem6.config;

import io.tandem6.config.AgentConfig.Authentication;
import io.tandem6.config.AgentConfig.HttpHeader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An address on which commands are taken over HTTP, and who may send which.
 *
 * @param origin what in the configuration asks for it, for people
 * @param host IPv4 or IPv6 address without brackets, or a name
 * @param port TCP port, 0 takes any that is free
 * @param tls files for HTTPS; HTTP without
 * @param certRequired with TLS, demand a certificate of each client
 * @param authentication who may send commands; everybody if empty
 * @param headers added to every response, in order
 * @param restricted take only the commands that the servers of a relationship send each other
 */
public record HttpListener(
        String origin,
        String host,
        int port,
        Optional<TlsFiles> tls,
        boolean certRequired,
        Optional<Authentication> authentication,
        List<HttpHeader> headers,
        boolean restricted) {
    /** Copies the list. */
    public HttpListener {
        headers = List.copyOf(headers);
    }

    /** Address and port as in a URL. */
    public String authority() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** The two cannot be listened on side by side, as far as the texts show. */
    boolean clashesWith(HttpListener other) {
        return port != 0
                && port == other.port
                && host.toLowerCase(Locale.ROOT).equals(other.host.toLowerCase(Locale.ROOT));
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return "HttpListener[" + authority() + ", " + origin + "]";
    }
}
