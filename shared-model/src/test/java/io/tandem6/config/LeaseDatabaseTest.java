package io.tandem6.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.DatabaseAccess.OnFail;
import io.tandem6.config.DatabaseAccess.Password;
import io.tandem6.config.DatabaseAccess.Tls;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseDatabaseTest {
    private static LeaseDatabase read(String json) {
        return ConfigFiles.parseText("f", "{ \"Dhcp6\": { \"lease-database\": " + json + " } }")
                .config()
                .orElseThrow()
                .leaseDatabase();
    }

    @Test
    void aDatabaseHasKeasDefaults() {
        LeaseDatabase database = read("{ \"type\": \"PostgreSQL\", \"name\": \"kea\" }");
        assertThat(database.type()).isEqualTo(LeaseDatabase.Type.POSTGRESQL);
        assertThat(database.database())
                .isEqualTo(
                        new DatabaseAccess(
                                "kea",
                                "localhost",
                                0,
                                Optional.empty(),
                                Optional.empty(),
                                5,
                                0,
                                0,
                                0,
                                0,
                                0,
                                OnFail.STOP_RETRY_EXIT,
                                false,
                                Tls.NONE));
        assertThat(database.database().tls().isWanted()).isFalse();
    }

    @Test
    void everyKeyCounts() {
        DatabaseAccess access =
                read("""
                                { "type": "mysql", "name": "leases", "host": "db1,db2:3307",
                                  "port": 3306, "user": "kea", "password": "secret",
                                  "connect-timeout": 7, "read-timeout": 8, "write-timeout": 9,
                                  "max-reconnect-tries": 10, "reconnect-wait-time": 1500,
                                  "on-fail": "serve-retry-continue", "retry-on-startup": true,
                                  "readonly": false, "trust-anchor": "ca.pem",
                                  "cipher-list": "AES" }
                                """)
                        .database();
        assertThat(access)
                .isEqualTo(
                        new DatabaseAccess(
                                "leases",
                                "db1,db2:3307",
                                3306,
                                Optional.of("kea"),
                                Optional.of(new Password.Given("secret")),
                                7,
                                8,
                                9,
                                0,
                                10,
                                1500,
                                OnFail.SERVE_RETRY_CONTINUE,
                                true,
                                new Tls(Optional.empty(), "ca.pem", "", "", "AES")));
        assertThat(access.tls().isWanted()).isTrue();
        assertThat(access.toString()).doesNotContain("secret");
    }

    @Test
    void thoseOfPostgresqlTo() {
        DatabaseAccess access =
                read("""
                                { "type": "postgresql", "name": "leases", "tcp-user-timeout": 4,
                                  "password-file": "/etc/kea/password", "ssl-mode": "Verify-CA",
                                  "on-fail": "serve-retry-exit" }
                                """)
                        .database();
        assertThat(access.tcpUserTimeoutSeconds()).isEqualTo(4);
        assertThat(access.password()).contains(new Password.InFile("/etc/kea/password"));
        assertThat(access.tls().mode()).contains("verify-ca");
        assertThat(access.onFail().word()).isEqualTo("serve-retry-exit");
    }
}
