package io.tandem6.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The tables of Kea 2.2, made by Tandem6. */
class PostgresLeaseStoreTest extends SqlStoreContract {
    private static final class Made {
        static final TestDatabase EMPTY = PostgresServer.database().create("kea2");
    }

    @Override
    TestDatabase database() {
        return Made.EMPTY;
    }

    @Test
    void anEmptyDatabaseHasKeasVersionThen() throws Exception {
        assertThat(database().ask("SELECT version || '.' || minor FROM schema_version"))
                .isEqualTo("13.0");
        open().close();
        assertThat(database().ask("SELECT count(*) FROM tandem6_schema_history")).isNotEqualTo("0");
    }

    @Test
    void acknowledgedMeansOnDiskWhateverTheDatabaseIsConfiguredFor() throws Exception {
        assertThat(database().ask("SHOW synchronous_commit")).isEqualTo("off");
        try (LeaseDatabaseAccess access = LeaseDatabaseAccess.of(database().configured())) {
            access.prepare();
            try (LeaseDatabaseAccess.Open open = access.open();
                    var row =
                            open.connection()
                                    .createStatement()
                                    .executeQuery("SHOW synchronous_commit")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("on");
            }
        }
    }

    private static void refused(TestDatabase database, String reason) {
        assertThatThrownBy(
                        () ->
                                SqlLeaseStore.open(
                                        new SqlSettings(database.configured(), 10, 1),
                                        (m, a) -> {},
                                        lease -> {}))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void otherSchemasAreLeftAlone() throws Exception {
        TestDatabase other = PostgresServer.database().create("other");
        other.run("CREATE TABLE invoices (id INT)");
        refused(other, "the database 'other' has tables (invoices ...) but not Kea's");
        TestDatabase versions = PostgresServer.database().create("versions");
        versions.run("CREATE TABLE schema_version (version INT, minor INT)");
        versions.run("CREATE TABLE lease6 (address VARCHAR(39) PRIMARY KEY)");
        refused(versions, "does not say its version");
        versions.run("INSERT INTO schema_version VALUES (35, 0)");
        refused(versions, "schema version 35.0 of a newer Kea; Tandem6 knows 13.0 to 34");
        versions.run("UPDATE schema_version SET version = 7");
        refused(versions, "schema version 7.0 of a Kea before 2.2");
        assertThat(versions.ask("SELECT count(*) FROM lease6")).isEqualTo("0");
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws Exception {
        TestDatabase nowhere = new TestDatabase(database().type(), "kea2", 1, database().user());
        refused(nowhere, "cannot reach the lease database: Connection to 127.0.0.1:1 refused");
        TestDatabase unknown =
                new TestDatabase(
                        database().type(), "nowhere", database().port(), database().user());
        refused(unknown, "database \"nowhere\" does not exist");
    }

    @Test
    void aDatabaseThatTakesNoChangesIsRefused() throws Exception {
        TestDatabase standby = PostgresServer.database().create("standby");
        standby.run("ALTER DATABASE standby SET default_transaction_read_only = on");
        // The driver itself looks for a primary.
        refused(standby, "cannot reach the lease database");
    }
}
