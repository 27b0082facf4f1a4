package io.tandem6.server.sql;

import io.tandem6.config.LeaseDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One MariaDB of the system for all tests, on a loopback port, in a temporary directory. */
final class MariaDbServer {
    private static final List<String> PLACES = List.of("/usr/sbin", "/usr/bin", "/usr/libexec");
    private static final int START_SECONDS = 60;

    private MariaDbServer() {}

    private static final class Running {
        private static @Nullable TlsDirectory tls;
        static final TestDatabase SERVER = start();

        private static TestDatabase start() {
            try {
                return launch();
            } catch (IOException e) {
                throw new IllegalStateException("MariaDB of the tests does not start", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** A database that is always there. */
    static TestDatabase database() {
        return Running.SERVER;
    }

    private static String program(String name) {
        return PLACES.stream()
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        name
                                                + " is missing: install MariaDB, on Debian by"
                                                + " 'apt-get install mariadb-server'"))
                .toString();
    }

    /** The certificates of the server, and those for its clients. */
    static TlsDirectory tls() {
        database();
        return Objects.requireNonNull(Running.tls);
    }

    private static TestDatabase launch() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("tandem6-mariadb");
        TlsDirectory tls = TlsDirectory.in(directory);
        Running.tls = tls;
        int port = freePort();
        String user = System.getProperty("user.name");
        List<String> common =
                List.of(
                        "--no-defaults",
                        "--user=" + user,
                        "--datadir=" + directory.resolve("data"));
        run(
                directory,
                program("mariadb-install-db"),
                common,
                List.of("--auth-root-authentication-method=normal", "--skip-test-db"));
        List<String> command = new ArrayList<>();
        command.add(program("mariadbd"));
        command.addAll(common);
        command.addAll(
                List.of(
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--socket=" + directory.resolve("socket"),
                        "--pid-file=" + directory.resolve("pid"),
                        "--innodb-buffer-pool-size=32M",
                        "--innodb-log-file-size=8M",
                        "--ssl-ca=" + tls.file("authority.pem"),
                        "--ssl-cert=" + tls.file("server.pem"),
                        "--ssl-key=" + tls.file("server.key"),
                        "--skip-name-resolve"));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, directory)));
        TestDatabase database = new TestDatabase(LeaseDatabase.Type.MYSQL, "mysql", port, "root");
        await(database, process, directory);
        return database;
    }

    private static void await(TestDatabase database, Process process, Path directory)
            throws InterruptedException, IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                database.ask("SELECT 1");
                return;
            } catch (SQLException e) {
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        throw new IllegalStateException(Files.readString(directory.resolve("log")));
    }

    private static void run(Path directory, String program, List<String> some, List<String> more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(some);
        command.addAll(more);
        Path log = directory.resolve("install");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(log));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void stop(Process process, Path directory) {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted((a, b) -> b.compareTo(a)).forEach(f -> f.toFile().delete());
            }
        } catch (InterruptedException | IOException e) {
            System.err.println("left behind: " + directory + " (" + e + ")");
        }
    }
}
