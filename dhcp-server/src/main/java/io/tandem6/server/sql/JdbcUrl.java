package io.tandem6.server.sql;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.DatabaseAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Kea's keys in the words of a JDBC driver. Secrets and file names are properties, so that no
 * message that repeats the URL tells them.
 *
 * @param text the URL
 * @param properties what else the driver is told
 */
record JdbcUrl(String text, Map<String, String> properties) {
    /** An answer takes no longer, in seconds; a host that vanished gives none at all. */
    private static final long ANSWER_SECONDS = 30;

    private static final int POSTGRESQL_PORT = 5432;
    private static final int MYSQL_PORT = 3306;

    JdbcUrl {
        properties = Map.copyOf(properties);
    }

    /**
     * Puts it together.
     *
     * @param password what the configuration says or the file holds
     */
    static JdbcUrl of(Dialect dialect, DatabaseAccess access, Optional<String> password) {
        Map<String, String> properties =
                switch (dialect) {
                    case POSTGRESQL -> postgresql(access);
                    case MYSQL -> mysql(access);
                };
        access.user().ifPresent(user -> properties.put("user", user));
        password.ifPresent(word -> properties.put("password", word));
        String hosts = hosts(access, dialect);
        return new JdbcUrl(
                switch (dialect) {
                    case POSTGRESQL -> "jdbc:postgresql://" + hosts + "/" + access.name();
                    case MYSQL ->
                            (hosts.contains(",") ? "jdbc:mariadb:sequential://" : "jdbc:mariadb://")
                                    + hosts
                                    + "/"
                                    + access.name();
                },
                properties);
    }

    private static String hosts(DatabaseAccess access, Dialect dialect) {
        int usual = dialect == Dialect.POSTGRESQL ? POSTGRESQL_PORT : MYSQL_PORT;
        int port = access.port() == 0 ? usual : access.port();
        List<String> hosts = new ArrayList<>();
        for (String part : access.host().split(",", -1)) {
            String host = part.strip();
            if (Ipv6Address.tryParse(host).isPresent()) {
                hosts.add("[" + host + "]:" + port);
            } else if (host.matches(".*:[0-9]+")) {
                hosts.add(host);
            } else {
                hosts.add(host + ":" + port);
            }
        }
        return String.join(",", hosts);
    }

    private static Map<String, String> postgresql(DatabaseAccess access) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("ApplicationName", "tandem6");
        properties.put("connectTimeout", Integer.toString(access.connectTimeoutSeconds()));
        properties.put("loginTimeout", Integer.toString(access.connectTimeoutSeconds()));
        properties.put("socketTimeout", seconds(access.tcpUserTimeoutSeconds()));
        properties.put("tcpKeepAlive", "true");
        properties.put("targetServerType", "primary");
        // A host that was a standby a moment ago may be the primary by now.
        properties.put("hostRecheckSeconds", "0");
        DatabaseAccess.Tls tls = access.tls();
        if (tls.isWanted()) {
            properties.put("sslmode", tls.mode().orElse("verify-ca"));
            putFile(properties, "sslrootcert", tls.trustAnchor());
            putFile(properties, "sslcert", tls.certFile());
            putFile(properties, "sslkey", tls.keyFile());
            if (!tls.trustAnchor().isEmpty() && !tls.certFile().isEmpty()) {
                properties.put("sslfactory", PostgresTls.class.getName());
            }
        } else {
            properties.put("sslmode", "disable");
        }
        return properties;
    }

    private static Map<String, String> mysql(DatabaseAccess access) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("connectTimeout", Long.toString(access.connectTimeoutSeconds() * 1000L));
        properties.put(
                "socketTimeout",
                seconds(Math.max(access.readTimeoutSeconds(), access.writeTimeoutSeconds()))
                        + "000");
        // Whether a statement changed a row must be known of every one of them.
        properties.put("useAffectedRows", "true");
        properties.put("useBulkStmts", "false");
        properties.put("useBulkStmtsForInserts", "false");
        properties.put("useServerPrepStmts", "true");
        properties.put("connectionTimeZone", "UTC");
        properties.put("forceConnectionTimeZoneToSession", "true");
        DatabaseAccess.Tls tls = access.tls();
        if (tls.isWanted()) {
            properties.put("sslMode", tls.trustAnchor().isEmpty() ? "trust" : "verify-ca");
            putFile(properties, "serverSslCert", tls.trustAnchor());
            putFile(properties, "enabledSslCipherSuites", tls.cipherList().replace(':', ','));
        } else {
            properties.put("allowPublicKeyRetrieval", "true");
        }
        return properties;
    }

    private static String seconds(long limit) {
        return Long.toString(limit == 0 ? ANSWER_SECONDS : limit);
    }

    private static void putFile(Map<String, String> properties, String name, String path) {
        if (!path.isEmpty()) {
            properties.put(name, path);
        }
    }
}
