package io.tandem6.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.config.LeaseDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that shows a certificate, asks for one, and lets nobody in without. */
class PostgresTlsTest {
    @TempDir static Path directory;
    private static TlsDirectory files;
    private static EmbeddedPostgres server;

    @BeforeAll
    static void startServer() throws Exception {
        files = TlsDirectory.in(directory);
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

    private static SqlLeaseStore open(String keys) throws DatabaseException {
        return TlsDirectory.open(database(), keys);
    }

    private static String path(String file) {
        return files.file(file);
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
