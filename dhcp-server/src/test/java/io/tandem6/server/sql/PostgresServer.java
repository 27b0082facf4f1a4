package io.tandem6.server.sql;

import io.tandem6.config.LeaseDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One PostgreSQL for all tests, on a loopback port, in a temporary directory. */
final class PostgresServer {
    private PostgresServer() {}

    private static final class Running {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("autovacuum", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL of the tests does not start", e);
            }
        }
    }

    /** The database that is always there. */
    static TestDatabase database() {
        return new TestDatabase(
                LeaseDatabase.Type.POSTGRESQL, "postgres", Running.SERVER.getPort(), "postgres");
    }
}
