package io.tandem6.interop.database;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Debian's PostgreSQL on a host of the lab, with its data in the host's {@code /tmp}. What still
 * runs in the end is ended with the lab.
 */
final class Postgres {
    static final String DATABASE = "kea";
    static final String USER = "kea";

    /** Directory of its data on its host. */
    static final String DATA = "/tmp/postgresql";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> AS_POSTGRES =
            List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups");

    private final Host host;
    private final String address;
    private @Nullable Process process;

    /** On the host with this IPv4 address; nothing runs yet. */
    Postgres(Host host, String address) {
        this.host = host;
        this.address = address;
    }

    String address() {
        return address;
    }

    private static String program(String name) {
        return programs().resolve(name).toString();
    }

    /** The directory of PostgreSQL's programs on this machine. */
    static Path programs() {
        try (DirectoryStream<Path> versions =
                Files.newDirectoryStream(Path.of("/usr/lib/postgresql"))) {
            for (Path version : versions) {
                Path programs = version.resolve("bin");
                if (Files.isExecutable(programs.resolve("postgres"))) {
                    return programs;
                }
            }
        } catch (IOException e) {
            throw missing();
        }
        throw missing();
    }

    private static IllegalStateException missing() {
        return new IllegalStateException(
                "PostgreSQL is missing below /usr/lib/postgresql. On Debian: apt-get install"
                        + " postgresql");
    }

    /** A command that does not run as root, which PostgreSQL refuses. */
    static List<String> asPostgres(String... command) {
        List<String> all = new ArrayList<>(AS_POSTGRES);
        all.addAll(List.of(command));
        return all;
    }

    private String run(String... command) {
        return host.run(LIMIT, asPostgres(command)).orThrow();
    }

    /** Makes an empty cluster that trusts whoever comes. */
    void initialize() {
        run(program("initdb"), "-D", DATA, "-A", "trust", "-U", "postgres");
        allow();
    }

    private void allow() {
        Path rules = host.disk(DATA).resolve("pg_hba.conf");
        try {
            Files.writeString(
                    rules, "local all all trust\nhost all,replication all 192.168.56.0/24 trust\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a copy of a cluster that runs, which follows it. */
    void follow(Postgres primary) {
        run(
                program("pg_basebackup"),
                "-h",
                primary.address,
                "-U",
                "postgres",
                "-D",
                DATA,
                "-R",
                "-X",
                "stream",
                "-c",
                "fast");
    }

    /** Starts it, with settings such as {@code synchronous_standby_names=*}. */
    void start(String... settings) {
        List<String> command = asPostgres(program("postgres"), "-D", DATA, "-k", "/tmp");
        command.addAll(List.of("-c", "listen_addresses=" + address));
        for (String setting : settings) {
            command.addAll(List.of("-c", setting));
        }
        process = host.start(command, Map.of(), "postgresql.log");
        Await.that(
                "PostgreSQL on " + host.name() + ", see " + host.file("postgresql.log"),
                LIMIT,
                () -> host.run(LIMIT, isReady()).status() == 0);
    }

    private List<String> isReady() {
        return List.of(program("pg_isready"), "-q", "-h", address);
    }

    /** Ends it and all its processes at once, as a power cut would. */
    void kill() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("PostgreSQL does not run on " + host.name());
        }
        List<ProcessHandle> all = new ArrayList<>(running.descendants().toList());
        running.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        Await.that("the end of PostgreSQL", LIMIT, () -> !running.isAlive());
    }

    /** Makes a standby the primary. */
    void promote() {
        run(program("pg_ctl"), "promote", "-D", DATA);
    }

    /** Makes an empty database. */
    void createDatabase() {
        ask("postgres", "CREATE USER " + USER + " SUPERUSER PASSWORD 'kea'");
        ask("postgres", "CREATE DATABASE " + DATABASE + " OWNER " + USER);
    }

    /** Has Kea make its tables. */
    void initializeByKea() {
        host.run(
                        LIMIT,
                        List.of(
                                "kea-admin",
                                "db-init",
                                "pgsql",
                                "-h",
                                address,
                                "-u",
                                USER,
                                "-p",
                                "kea",
                                "-n",
                                DATABASE))
                .orThrow();
    }

    /** What the leases' database says, without headings. */
    String ask(String statement) {
        return ask(DATABASE, statement);
    }

    /** How many standbys have whatever this server acknowledges. */
    int synchronousStandbys() {
        return Integer.parseInt(
                ask(
                        "postgres",
                        "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"));
    }

    private String ask(String database, String statement) {
        return run(
                        program("psql"),
                        "-h",
                        address,
                        "-U",
                        "postgres",
                        "-d",
                        database,
                        "-Atc",
                        statement)
                .strip();
    }
}
