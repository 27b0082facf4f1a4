package io.tandem6.server.sql;

import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.LeaseDatabase;
import io.tandem6.config.TextResolver;
import io.tandem6.log.EventLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;

/**
 * Certificates and keys, where a database and its client find them: of the authority that the
 * server's and the client's come from, and of a stranger.
 */
record TlsDirectory(Path path) {
    /** A user who must come by TLS. */
    static final String USER = "tandem";

    private static final List<String> FILES =
            List.of(
                    "authority.pem",
                    "stranger.pem",
                    "server.pem",
                    "server.key",
                    "client.pem",
                    "client.key");

    static TlsDirectory in(Path path) throws IOException {
        for (String file : FILES) {
            Path copy = path.resolve(file);
            try (InputStream in = TlsDirectory.class.getResourceAsStream("/tls/" + file)) {
                Files.copy(Objects.requireNonNull(in, file), copy);
            }
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
        }
        return new TlsDirectory(path);
    }

    String file(String name) {
        return path.resolve(name).toString();
    }

    /** Opens the store of a database as {@link #USER}, with some more keys. */
    static SqlLeaseStore open(TestDatabase database, String keys) throws DatabaseException {
        String text =
                """
                { "Dhcp6": { "lease-database": { "type": "%s", "name": "%s",
                    "host": "127.0.0.1", "port": %d, "user": "%s", %s } } }
                """
                        .formatted(
                                database.type().name().toLowerCase(java.util.Locale.ROOT),
                                database.name(),
                                database.port(),
                                USER,
                                keys);
        LeaseDatabase configured =
                new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT)
                        .parse("test", text)
                        .config()
                        .orElseThrow()
                        .leaseDatabase();
        return SqlLeaseStore.open(
                new SqlSettings(configured, 1000, 1), EventLog.SILENT, lease -> {});
    }
}
