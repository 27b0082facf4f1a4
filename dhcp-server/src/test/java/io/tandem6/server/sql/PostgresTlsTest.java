package io.tandem6.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.LeaseDatabase;
import io.tandem6.config.TextResolver;
import io.tandem6.log.EventLog;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that shows a certificate, asks for one, and lets nobody in without. */
class PostgresTlsTest {
    private static final List<String> FILES =
            List.of(
                    "authority.pem",
                    "stranger.pem",
                    "server.pem",
                    "server.key",
                    "client.pem",
                    "client.key");

    @TempDir static Path directory;
    private static EmbeddedPostgres server;

    @BeforeAll
    static void startServer() throws Exception {
        for (String file : FILES) {
            try (InputStream in = PostgresTlsTest.class.getResourceAsStream("/tls/" + file)) {
                Files.copy(Objects.requireNonNull(in, file), directory.resolve(file));
            }
            Files.setPosixFilePermissions(
                    directory.resolve(file), PosixFilePermissions.fromString("rw-------"));
        }
        Path rules = directory.resolve("rules");
        Files.writeString(
                rules,
                """
                hostssl all tandem all cert clientname=CN map=certificates
                host all postgres 127.0.0.1/32 trust
                """);
        Path names = directory.resolve("names");
        Files.writeString(names, "certificates kea tandem\n");
        server =
                EmbeddedPostgres.builder()
                        .setServerConfig("ssl", "on")
                        .setServerConfig("ssl_ca_file", path("authority.pem"))
                        .setServerConfig("ssl_cert_file", path("server.pem"))
                        .setServerConfig("ssl_key_file", path("server.key"))
                        .setServerConfig("hba_file", rules.toString())
                        .setServerConfig("ident_file", names.toString())
                        .start();
        database().run("CREATE USER tandem SUPERUSER");
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    private static TestDatabase database() {
        return new TestDatabase(
                LeaseDatabase.Type.POSTGRESQL, "postgres", server.getPort(), "postgres");
    }

    private static String path(String file) {
        return directory.resolve(file).toString();
    }

    private static SqlLeaseStore open(String keys) throws DatabaseException {
        String text =
                """
                { "Dhcp6": { "lease-database": { "type": "postgresql", "name": "postgres",
                    "host": "127.0.0.1", "port": %d, "user": "tandem", %s } } }
                """
                        .formatted(server.getPort(), keys);
        LeaseDatabase configured =
                new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT)
                        .parse("test", text)
                        .config()
                        .orElseThrow()
                        .leaseDatabase();
        return SqlLeaseStore.open(
                new SqlSettings(configured, 1000, 1), EventLog.SILENT, lease -> {});
    }

    private static String files(String authority, String key) {
        return "\"trust-anchor\": \"%s\", \"cert-file\": \"%s\", \"key-file\": \"%s\""
                .formatted(path(authority), path("client.pem"), path(key));
    }

    @Test
    void bothSidesShowTheirCertificates() throws Exception {
        try (SqlLeaseStore store = open(files("authority.pem", "client.key"))) {
            assertThat(store.trouble()).isEmpty();
            assertThat(
                            database()
                                    .ask(
                                            "SELECT DISTINCT client_dn FROM pg_stat_ssl"
                                                    + " JOIN pg_stat_activity USING (pid)"
                                                    + " WHERE application_name = 'tandem6' AND ssl"))
                    .isEqualTo("/CN=kea");
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsNotTrusted() {
        assertThatThrownBy(() -> open(files("stranger.pem", "client.key")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot reach the lease database");
    }

    @Test
    void aKeyOfAnotherCertificateIsNamed() {
        assertThatThrownBy(() -> open(files("authority.pem", "server.key")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("key-file '" + path("server.key") + "' cannot be used")
                .hasMessageContaining("not the key of the certificate");
    }

    @Test
    void theServerLetsNobodyInWithoutACertificate() {
        assertThatThrownBy(() -> open("\"trust-anchor\": \"" + path("authority.pem") + "\""))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot reach the lease database");
    }

    @Test
    void theServerLetsNobodyInWithoutProtection() {
        assertThatThrownBy(() -> open("\"connect-timeout\": 2"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot reach the lease database");
    }
}
