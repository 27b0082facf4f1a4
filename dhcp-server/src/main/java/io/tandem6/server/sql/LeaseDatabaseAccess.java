package io.tandem6.server.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tandem6.config.DatabaseAccess;
import io.tandem6.config.LeaseDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The way to one database: a pool that replaces the connection when it breaks. Not to be used by
 * several threads at a time.
 */
final class LeaseDatabaseAccess implements AutoCloseable {
    /** Leases need one; that is not enough for the migrations. */
    private static final int CONNECTIONS_MAX = 3;

    /**
     * A commit of PostgreSQL counts as soon as its configuration says; ours counts when it is on
     * disk, here and at the synchronous standby if there is one.
     */
    private static final String DURABLE_COMMITS =
            "SELECT CASE WHEN current_setting('synchronous_commit', true)"
                    + " IN ('off', 'local', 'remote_write')"
                    + " THEN set_config('synchronous_commit', 'on', false) ELSE '' END";

    private final Dialect dialect;
    private final String name;
    private final JdbcUrl url;
    private final HikariDataSource pool;
    private @Nullable LeaseLayout layout;

    private LeaseDatabaseAccess(Dialect dialect, String name, JdbcUrl url, HikariDataSource pool) {
        this.dialect = dialect;
        this.name = name;
        this.url = url;
        this.pool = pool;
    }

    /**
     * Makes the pool; connects to nothing yet.
     *
     * @throws DatabaseException if the password cannot be read
     */
    static LeaseDatabaseAccess of(LeaseDatabase database) throws DatabaseException {
        Dialect dialect = Dialect.of(database.type());
        DatabaseAccess access = database.database();
        JdbcUrl url = JdbcUrl.of(dialect, access, password(access));
        HikariConfig config = new HikariConfig();
        config.setPoolName("leases");
        config.setJdbcUrl(url.text());
        url.properties().forEach(config::addDataSourceProperty);
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(1000L * access.connectTimeoutSeconds() + 500);
        config.setValidationTimeout(1000L * access.connectTimeoutSeconds());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        if (dialect == Dialect.POSTGRESQL) {
            config.setConnectionInitSql(DURABLE_COMMITS);
        }
        return new LeaseDatabaseAccess(dialect, access.name(), url, new HikariDataSource(config));
    }

    private static Optional<String> password(DatabaseAccess access) throws DatabaseException {
        return switch (access.password().orElse(null)) {
            case null -> Optional.empty();
            case DatabaseAccess.Password.Given given -> Optional.of(given.text());
            case DatabaseAccess.Password.InFile file -> Optional.of(read(file.path()));
        };
    }

    private static String read(String file) throws DatabaseException {
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        } catch (IOException e) {
            throw new DatabaseException("cannot read the password-file: " + e);
        }
    }

    /** A connection and what is said over it, to be closed soon. */
    record Open(Connection connection, LeaseSession session) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    /**
     * Connects for the first time or after a failure, and makes sure that it is a database that
     * keeps leases, takes changes, and keeps what it has acknowledged.
     *
     * @return its layout
     */
    LeaseLayout prepare() throws SQLException, DatabaseException {
        LeaseSchema schema = new LeaseSchema(dialect, name);
        // The pool would go on trying until its time is over, and say less about why.
        try (Connection connection = connect()) {
            if (isReadOnly(connection)) {
                throw new DatabaseException("the database '" + name + "' takes no changes");
            }
            if (layout == null) {
                schema.initialize(connection, pool);
            }
            LeaseLayout found = schema.read(connection);
            layout = found;
            return found;
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.putAll(url.properties());
        return DriverManager.getConnection(url.text(), properties);
    }

    /** A session with a database that was prepared. */
    Open open() throws SQLException {
        LeaseLayout known = layout;
        if (known == null) {
            throw new IllegalStateException("the database was not prepared");
        }
        Connection connection = pool.getConnection();
        return new Open(connection, new LeaseSession(connection, known));
    }

    /** Has the next session use another connection than this or any other that is open. */
    void distrust(Connection connection) {
        pool.evictConnection(connection);
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    private boolean isReadOnly(Connection connection) throws SQLException {
        return switch (dialect) {
            case POSTGRESQL -> ask(connection, "SHOW transaction_read_only").equals("on");
            case MYSQL -> ask(connection, "SELECT @@global.read_only").equals("1");
        };
    }

    /** What of the database's own settings may lose leases that clients were promised, if any. */
    Optional<String> durabilityDoubt() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return switch (dialect) {
                case POSTGRESQL ->
                        ask(connection, "SHOW fsync").equals("off")
                                ? Optional.of("fsync = off")
                                : Optional.empty();
                case MYSQL -> {
                    String level =
                            ask(connection, "SELECT @@global.innodb_flush_log_at_trx_commit");
                    yield level.equals("1")
                            ? Optional.empty()
                            : Optional.of("innodb_flush_log_at_trx_commit = " + level);
                }
            };
        }
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
