package io.tandem6.config;

import io.tandem6.config.DatabaseAccess.OnFail;
import io.tandem6.config.DatabaseAccess.Password;
import io.tandem6.config.DatabaseAccess.Tls;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads how to reach a database: what Kea calls a database access string. */
final class DatabaseAccessReader {
    private static final List<String> MYSQL_ONLY =
            List.of("read-timeout", "write-timeout", "cipher-list");
    private static final List<String> POSTGRESQL_ONLY = List.of("tcp-user-timeout", "ssl-mode");

    private final Section database;
    private final Problems problems;

    DatabaseAccessReader(Section database, Problems problems) {
        this.database = database;
        this.problems = problems;
    }

    DatabaseAccess read(LeaseDatabase.Type type) {
        refuseKeysOfOthers(type);
        return new DatabaseAccess(
                name(type),
                host(),
                database.integer("port", 0),
                database.filledText("user"),
                password(),
                connectTimeout(),
                database.number("read-timeout", 0),
                database.number("write-timeout", 0),
                database.number("tcp-user-timeout", 0),
                database.number("max-reconnect-tries", 0),
                database.number("reconnect-wait-time", 0),
                database.text("on-fail").map(OnFail::of).orElse(OnFail.STOP_RETRY_EXIT),
                database.flag("retry-on-startup", false),
                tls(type));
    }

    private void refuseKeysOfOthers(LeaseDatabase.Type type) {
        boolean mysql = type == LeaseDatabase.Type.MYSQL;
        for (String key : mysql ? POSTGRESQL_ONLY : MYSQL_ONLY) {
            if (database.has(key)) {
                problems.error(
                        database.at(key),
                        key
                                + " value is only supported by the "
                                + (mysql ? "postgresql" : "mysql")
                                + " backend");
            }
        }
        if (database.flag("readonly", false)) {
            problems.error(
                    database.at("readonly"),
                    "a lease database cannot be 'readonly': remove the key or set it to false");
        }
    }

    private String name(LeaseDatabase.Type type) {
        Optional<String> name = database.filledText("name");
        if (name.isEmpty()) {
            problems.error(
                    database.location(),
                    "lease-database of type '" + type.word() + "' lacks 'name', the database's");
        }
        return name.orElse("");
    }

    private String host() {
        String host = database.filledText("host").orElse("localhost");
        if (host.startsWith("/")) {
            problems.error(
                    database.at("host"),
                    "'"
                            + JsonToken.excerpt(host)
                            + "' is a directory of unix sockets, and Tandem6 reaches databases by"
                            + " TCP only: use 'localhost', or the address that the database listens"
                            + " on");
        }
        return host;
    }

    private Optional<Password> password() {
        Optional<String> text = database.text("password");
        Optional<String> file = database.filledText("password-file");
        if (text.isPresent() && file.isPresent()) {
            problems.error(
                    database.at("password-file"),
                    "can't specify both 'password' and 'password-file'");
        }
        return file.<Password>map(Password.InFile::new).or(() -> text.map(Password.Given::new));
    }

    private int connectTimeout() {
        long seconds = database.number("connect-timeout", 5);
        if (seconds < 1 || seconds > 3600) {
            problems.error(
                    database.at("connect-timeout"),
                    "connect-timeout is 1 to 3600 seconds, not " + seconds);
            return 1;
        }
        return (int) seconds;
    }

    private Tls tls(LeaseDatabase.Type type) {
        String certificate = database.text("cert-file").orElse("");
        String key = database.text("key-file").orElse("");
        if (certificate.isEmpty() != key.isEmpty()) {
            problems.error(
                    database.at(certificate.isEmpty() ? "key-file" : "cert-file"),
                    "cert-file and key-file belong together: give both or neither");
        }
        if (type == LeaseDatabase.Type.MYSQL && !certificate.isEmpty()) {
            problems.error(
                    database.at("cert-file"),
                    "client certificates are not supported with the mysql backend: protect the"
                            + " connection by 'trust-anchor' and log in by 'password'");
        }
        return new Tls(
                database.filledText("ssl-mode").map(mode -> mode.toLowerCase(Locale.ROOT)),
                database.text("trust-anchor").orElse(""),
                certificate,
                key,
                database.text("cipher-list").orElse(""));
    }
}
