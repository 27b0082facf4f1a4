package io.tandem6.config;

import java.util.Locale;
import java.util.Optional;

/**
 * How to reach a database, under Kea's names.
 *
 * @param name of the database
 * @param host one host or several with commas between them, each with a port of its own if a colon
 *     and a number follow; with several, the one that accepts changes is used
 * @param port of hosts that name none, 0 takes the usual one
 * @param user empty takes the driver's choice
 * @param password the password, if any; its text is not shown
 * @param connectTimeoutSeconds limit for reaching a host, 1 or more
 * @param readTimeoutSeconds limit for an answer of MySQL, 0 is none
 * @param writeTimeoutSeconds limit for handing a statement to MySQL, 0 is none
 * @param tcpUserTimeoutSeconds limit for PostgreSQL's host to acknowledge what it was sent, 0 is
 *     the system's
 * @param maxReconnectTries how often it is tried to get a lost connection back
 * @param reconnectWaitMillis pause between two of these tries
 * @param onFail what happens meanwhile and after the last try
 * @param retryOnStartup the same at the start of the server
 * @param tls how the connection is protected
 */
public record DatabaseAccess(
        String name,
        String host,
        int port,
        Optional<String> user,
        Optional<Password> password,
        int connectTimeoutSeconds,
        long readTimeoutSeconds,
        long writeTimeoutSeconds,
        long tcpUserTimeoutSeconds,
        long maxReconnectTries,
        long reconnectWaitMillis,
        OnFail onFail,
        boolean retryOnStartup,
        Tls tls) {
    /** What becomes of the DHCP service when the database is lost. */
    public enum OnFail {
        /** Nobody is answered while it is tried to reconnect; then the server ends. */
        STOP_RETRY_EXIT,
        /** Who needs no database is answered meanwhile; then the server ends. */
        SERVE_RETRY_EXIT,
        /** Who needs no database is answered, and the server goes on trying. */
        SERVE_RETRY_CONTINUE;

        /** Kea's word, as {@code stop-retry-exit}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static OnFail of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** Where a password is. */
    public sealed interface Password {
        /** In the configuration. */
        record Given(String text) implements Password {
            @Override
            public String toString() {
                return "*****";
            }
        }

        /** In a file that holds nothing else. */
        record InFile(String path) implements Password {}
    }

    /**
     * PEM files and rules of TLS; each file may be empty.
     *
     * @param mode PostgreSQL's word, if given
     * @param trustAnchor certificates of the authorities that the database's must come from
     * @param certFile own certificate
     * @param keyFile own private key
     * @param cipherList names of the ciphers to offer, with colons between them
     */
    public record Tls(
            Optional<String> mode,
            String trustAnchor,
            String certFile,
            String keyFile,
            String cipherList) {
        /** None. */
        public static final Tls NONE = new Tls(Optional.empty(), "", "", "", "");

        /** True if the connection is to be protected. */
        public boolean isWanted() {
            return mode.map(m -> !m.equals("disable"))
                    .orElse(!trustAnchor.isEmpty() || !certFile.isEmpty());
        }
    }
}
