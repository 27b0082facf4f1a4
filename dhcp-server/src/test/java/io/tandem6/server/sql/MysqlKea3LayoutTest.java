package io.tandem6.server.sql;

import org.junit.jupiter.api.Tag;

/** The lease table of Kea 3: addresses of 16 octets, pools, two more states. */
@Tag("mariadb")
class MysqlKea3LayoutTest extends SqlStoreContract {
    private static final class Made {
        static final TestDatabase KEA3 = create();

        private static TestDatabase create() {
            try {
                TestDatabase database = MariaDbServer.database().create("kea3");
                try (LeaseDatabaseAccess access = LeaseDatabaseAccess.of(database.configured())) {
                    access.prepare();
                }
                database.run(
                        "DROP TABLE tandem6_schema_history",
                        "ALTER TABLE lease6 MODIFY address BINARY(16)",
                        "ALTER TABLE lease6 ADD pool_id INT UNSIGNED NOT NULL DEFAULT 0",
                        "INSERT INTO lease_state VALUES (3, 'released'), (4, 'registered')",
                        "UPDATE schema_version SET version = 35");
                return database;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    TestDatabase database() {
        return Made.KEA3;
    }
}
