package io.tandem6.agent.settings;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code Control-agent} map, checked.
 *
 * @param httpHost address to listen on
 * @param httpPort port to listen on, 0 for any
 * @param sockets service name to its daemon's control socket
 * @param authentication who may send commands; empty if everybody may
 * @param tls keys, if HTTPS is to be spoken
 * @param headers sent with every answer
 */
public record AgentSettings(
        String httpHost,
        int httpPort,
        SortedMap<String, Path> sockets,
        Optional<Authentication> authentication,
        Optional<Tls> tls,
        List<Header> headers) {
    /** Copies the collections. */
    public AgentSettings {
        sockets = Collections.unmodifiableSortedMap(new TreeMap<>(sockets));
        headers = List.copyOf(headers);
    }

    /**
     * HTTP basic authentication.
     *
     * @param realm named in refusals
     * @param passwords by user
     */
    public record Authentication(String realm, Map<String, String> passwords) {
        /** Copies the map. */
        public Authentication {
            passwords = Map.copyOf(passwords);
        }

        /** Without the passwords. */
        @Override
        public String toString() {
            return "Authentication[realm=" + realm + ", users=" + passwords.keySet() + "]";
        }
    }

    /**
     * PEM files.
     *
     * @param trustAnchor certificates of those who sign clients' certificates, a file or directory
     * @param certFile the agent's certificate
     * @param keyFile its private key, not encrypted
     * @param certRequired must clients have a certificate
     */
    public record Tls(Path trustAnchor, Path certFile, Path keyFile, boolean certRequired) {}

    /**
     * A header of every answer.
     *
     * @param name its name
     * @param value its value
     */
    public record Header(String name, String value) {}
}
