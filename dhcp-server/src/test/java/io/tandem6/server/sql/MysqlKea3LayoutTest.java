package io.tandem6.server.sql;

import org.junit.jupiter.api.Tag;

/** The lease table of Kea 3: addresses of 16 octets, pools, two more states. */
@Tag("mariadb")
class MysqlKea3LayoutTest extends SqlStoreContract {
    private static final class Made {
        static final TestDatabase KEA3 =
                MariaDbServer.database()
                        .createForKea3(
                                "ALTER TABLE lease6 MODIFY address BINARY(16)",
                                "ALTER TABLE lease6 ADD pool_id INT UNSIGNED NOT NULL DEFAULT 0",
                                "UPDATE schema_version SET version = 35");
    }

    @Override
    TestDatabase database() {
        return Made.KEA3;
    }
}
