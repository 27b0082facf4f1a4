package io.tandem6.server.sql;

import io.tandem6.config.DatabaseAccess;
import io.tandem6.config.DatabaseAccess.OnFail;
import io.tandem6.config.DatabaseAccess.Password;
import io.tandem6.config.DatabaseAccess.Tls;
import io.tandem6.config.LeaseDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * A database on a real server.
 *
 * @param type whose
 * @param name the database's
 * @param port where the server listens on loopback
 * @param user who may do everything
 */
record TestDatabase(LeaseDatabase.Type type, String name, int port, String user) {
    LeaseDatabase configured() {
        return configured(OnFail.SERVE_RETRY_CONTINUE, 0);
    }

    LeaseDatabase configured(OnFail onFail, long tries) {
        return new LeaseDatabase(
                type,
                Optional.of(name),
                true,
                0,
                0,
                Optional.of(
                        new DatabaseAccess(
                                name,
                                "127.0.0.1",
                                port,
                                Optional.of(user),
                                Optional.of(new Password.Given("")),
                                1,
                                0,
                                0,
                                0,
                                tries,
                                20,
                                onFail,
                                false,
                                Tls.NONE)));
    }

    Connection connect() throws SQLException {
        return connect(name);
    }

    private Connection connect(String database) throws SQLException {
        String driver = type == LeaseDatabase.Type.MYSQL ? "mariadb" : "postgresql";
        return DriverManager.getConnection(
                "jdbc:" + driver + "://127.0.0.1:" + port + "/" + database, user, "");
    }

    void run(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    String ask(String question) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /** Another database on the same server, empty. */
    TestDatabase create(String other) {
        try {
            run("CREATE DATABASE " + other);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(type, other, port, user);
    }

    /**
     * Another database on the same server, with the tables of Kea 3.
     *
     * @param changes what Kea 3 changed in the tables of Kea 2.2
     */
    TestDatabase createForKea3(String... changes) {
        TestDatabase made = create("kea3");
        try {
            try (LeaseDatabaseAccess access = LeaseDatabaseAccess.of(made.configured())) {
                access.prepare();
            }
            made.run("DROP TABLE tandem6_schema_history");
            made.run(changes);
            made.run("INSERT INTO lease_state VALUES (3, 'released'), (4, 'registered')");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return made;
    }

    /** Ends all connections to this database but the one that says so. */
    void cutConnections() throws SQLException {
        if (type == LeaseDatabase.Type.POSTGRESQL) {
            run(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                            + name
                            + "' AND pid <> pg_backend_pid()");
            return;
        }
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                Statement killer = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT id FROM information_schema.processlist WHERE db = '"
                                        + name
                                        + "' AND id <> CONNECTION_ID()")) {
            while (row.next()) {
                killer.execute("KILL " + row.getLong(1));
            }
        }
    }
}
