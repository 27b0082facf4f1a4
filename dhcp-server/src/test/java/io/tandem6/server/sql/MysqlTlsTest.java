package io.tandem6.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A MariaDB that shows a certificate, and a user who may not come without TLS. */
@Tag("mariadb")
class MysqlTlsTest {
    private static TestDatabase database;

    @BeforeAll
    static void makeUser() throws SQLException {
        database = MariaDbServer.database().create("tls");
        database.run(
                "CREATE USER " + TlsDirectory.USER + "@'127.0.0.1' REQUIRE SSL",
                "GRANT ALL ON *.* TO " + TlsDirectory.USER + "@'127.0.0.1'");
    }

    private static String trusting(String authority) {
        return "\"trust-anchor\": \"" + MariaDbServer.tls().file(authority) + "\"";
    }

    @Test
    void theServersCertificateIsTrusted() throws Exception {
        try (SqlLeaseStore store = TlsDirectory.open(database, trusting("authority.pem"))) {
            assertThat(store.trouble()).isEmpty();
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsNotTrusted() {
        assertThatThrownBy(() -> TlsDirectory.open(database, trusting("stranger.pem")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot reach the lease database");
    }

    @Test
    void theServerLetsNobodyInWithoutProtection() {
        assertThatThrownBy(() -> TlsDirectory.open(database, "\"connect-timeout\": 2"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot reach the lease database");
    }
}
