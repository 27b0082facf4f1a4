package io.tandem6.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tables of Kea 2.2, made by Tandem6. */
@Tag("mariadb")
class MysqlLeaseStoreTest extends SqlStoreContract {
    private static final class Made {
        static final TestDatabase EMPTY = MariaDbServer.database().create("kea2");
    }

    @Override
    TestDatabase database() {
        return Made.EMPTY;
    }

    @Test
    void anEmptyDatabaseHasKeasVersionThen() throws Exception {
        assertThat(database().ask("SELECT CONCAT(version, '.', minor) FROM schema_version"))
                .isEqualTo("14.0");
    }
}
