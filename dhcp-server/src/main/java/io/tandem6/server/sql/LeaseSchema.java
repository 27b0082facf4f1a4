package io.tandem6.server.sql;

import io.tandem6.server.sql.LeaseLayout.AddressKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Finds out how a database keeps its leases, and initializes one that is empty. A database of a
 * newer Kea than is known here is left alone.
 */
final class LeaseSchema {
    private static final String HISTORY_TABLE = "tandem6_schema_history";
    private static final String VERSION_TABLE = "schema_version";

    private final Dialect dialect;
    private final String name;

    LeaseSchema(Dialect dialect, String name) {
        this.dialect = dialect;
        this.name = name;
    }

    /** The first version that is known, that of Kea 2.2. */
    private int oldest() {
        return dialect == Dialect.POSTGRESQL ? 13 : 14;
    }

    /** The last version that is known, that of Kea 3.3. */
    private int newest() {
        return dialect == Dialect.POSTGRESQL ? 34 : 35;
    }

    /** Initializes the database if there is nothing in it. */
    void initialize(Connection connection, DataSource source)
            throws SQLException, DatabaseException {
        Set<String> tables = tables(connection);
        if (tables.contains(HISTORY_TABLE) || tables.isEmpty()) {
            migrate(source);
        } else if (!tables.contains(VERSION_TABLE)) {
            throw new DatabaseException(
                    ("the database '%s' has tables (%s ...) but not Kea's: create an empty database,"
                                    + " or prepare one by 'kea-admin db-init %s'")
                            .formatted(
                                    name,
                                    tables.iterator().next(),
                                    dialect == Dialect.POSTGRESQL ? "pgsql" : "mysql"));
        }
    }

    private void migrate(DataSource source) throws DatabaseException {
        try {
            Flyway.configure(LeaseSchema.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:io/tandem6/server/sql/" + dialect.word())
                    .failOnMissingLocations(true)
                    .table(HISTORY_TABLE)
                    // The tables of another server that was faster are no reason to stop.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseException(
                    "the database '"
                            + name
                            + "' cannot be initialized: "
                            + String.valueOf(e.getMessage())
                                    .strip()
                                    .replaceAll("\\s*\\n\\s*", " "));
        }
    }

    private Set<String> tables(Connection connection) throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT table_name FROM information_schema.tables WHERE"
                                        + " table_schema = "
                                        + schema())) {
            while (row.next()) {
                tables.add(row.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return tables;
    }

    private String schema() {
        return switch (dialect) {
            case POSTGRESQL -> "current_schema()";
            case MYSQL -> "DATABASE()";
        };
    }

    /**
     * Reads the version and the columns.
     *
     * @throws DatabaseException if the version is not known here
     */
    LeaseLayout read(Connection connection) throws SQLException, DatabaseException {
        String version = version(connection);
        Map<String, String> columns = columns(connection);
        String address = columns.get("address");
        if (address == null) {
            throw new DatabaseException("the database '" + name + "' has no table 'lease6'");
        }
        AddressKind kind =
                switch (address) {
                    case "inet" -> AddressKind.INET;
                    case "binary", "varbinary" -> AddressKind.OCTETS;
                    default -> AddressKind.TEXT;
                };
        return new LeaseLayout(
                dialect, kind, columns.containsKey("pool_id"), states(connection), version);
    }

    private String version(Connection connection) throws SQLException, DatabaseException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT version, minor FROM " + VERSION_TABLE)) {
            if (!row.next()) {
                throw new DatabaseException(
                        "the database '"
                                + name
                                + "' does not say its version: its table "
                                + VERSION_TABLE
                                + " is empty");
            }
            int major = row.getInt(1);
            String version = major + "." + row.getInt(2);
            if (major < oldest()) {
                throw new DatabaseException(
                        "the database '%s' has schema version %s of a Kea before 2.2: bring it to %d.0 or later by 'kea-admin db-upgrade'"
                                .formatted(name, version, oldest()));
            }
            if (major > newest()) {
                throw new DatabaseException(
                        "the database '%s' has schema version %s of a newer Kea; Tandem6 knows %d.0 to %d: use a newer Tandem6"
                                .formatted(name, version, oldest(), newest()));
            }
            return version;
        }
    }

    private Map<String, String> columns(Connection connection) throws SQLException {
        Map<String, String> columns = new TreeMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT column_name, data_type FROM information_schema.columns WHERE"
                                + " table_name = ? AND table_schema = "
                                + schema())) {
            statement.setString(1, "lease6");
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.put(
                            row.getString(1).toLowerCase(Locale.ROOT),
                            row.getString(2).toLowerCase(Locale.ROOT));
                }
            }
        }
        return columns;
    }

    private static Set<Integer> states(Connection connection) throws SQLException {
        Set<Integer> states = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT state FROM lease_state")) {
            while (row.next()) {
                states.add(row.getInt(1));
            }
        }
        return states;
    }
}
