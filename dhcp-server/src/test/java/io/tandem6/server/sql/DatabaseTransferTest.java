package io.tandem6.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.Leases;
import io.tandem6.server.transfer.LeasePlace;
import io.tandem6.server.transfer.LeaseTransfer;
import io.tandem6.server.transfer.LeaseTransfer.Mode;
import io.tandem6.server.transfer.LeaseVerification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a lease file into databases and back. */
class DatabaseTransferTest {
    private static final int LEASES = 2500;
    private static final long NOW = 1_800_000_000L;

    @TempDir private Path directory;

    private LeasePlace.Configured place(String database) throws Exception {
        String text =
                "{ \"Dhcp6\": { \"data-directory\": \"%s\", \"lease-database\": %s } }"
                        .formatted(directory, database);
        ServerConfig config =
                new Dhcp6Parser(TextResolver.NONE, Dhcp6ParserOptions.DEFAULT)
                        .parse("test", text)
                        .config()
                        .orElseThrow();
        return LeasePlace.Configured.of(config);
    }

    private LeasePlace.Configured place(TestDatabase database) throws Exception {
        return place(
                """
                { "type": "%s", "name": "%s", "host": "127.0.0.1", "port": %d, "user": "%s",
                  "password": "", "connect-timeout": 1 }\
                """
                        .formatted(
                                database.type().word(),
                                database.name(),
                                database.port(),
                                database.user()));
    }

    private static LeaseTable leases() {
        LeaseTable table = new LeaseTable();
        for (int i = 1; i <= LEASES; i++) {
            Lease lease =
                    Leases.address("2001:db8:1::" + Integer.toHexString(i), "00010203", NOW, 3600);
            table.apply(
                    new LeaseChange.Put(
                            i % 3 == 0 ? lease.withHostname("h" + i, true, false) : lease));
        }
        return table;
    }

    private static List<String> differences(LeaseTable one, LeasePlace other) throws Exception {
        return LeaseVerification.differences(one, other.read().table());
    }

    private void travel(TestDatabase database) throws Exception {
        LeasePlace.Configured file = place("{ \"type\": \"memfile\" }");
        LeasePlace.Configured sql = place(database);
        LeaseTable leases = leases();
        List<Long> progress = new ArrayList<>();
        LeaseTransfer.store(leases, file, Mode.MERGE, (done, total) -> progress.add(done));
        assertThat(progress).containsExactly(1000L, 2000L, 2500L);
        assertThat(differences(leases, file)).isEmpty();

        LeaseTransfer.store(file.read().table(), sql, Mode.REPLACE, (done, total) -> {});
        assertThat(differences(leases, sql)).isEmpty();
        Path copy = directory.resolve("copy.csv");
        LeaseTransfer.export(sql.read().table(), copy, done -> {});
        assertThat(differences(leases, new LeasePlace.Copy(copy))).isEmpty();
        assertThat(Files.readAllLines(copy)).hasSize(LEASES + 1);

        // The copy is later than one lease there, earlier than another, and lacks a third.
        Lease earlier = Leases.address("2001:db8:1::1", "0a0b0c", NOW - 100, 3600);
        Lease later = Leases.address("2001:db8:1::2", "0a0b0c", NOW + 100, 3600);
        Lease only = Leases.address("2001:db8:2::1", "0a0b0c", NOW, 3600);
        LeaseTable changed = new LeaseTable();
        List.of(earlier, later, only).forEach(l -> changed.apply(new LeaseChange.Put(l)));
        LeaseTransfer.store(changed, sql, Mode.REPLACE, (done, total) -> {});
        assertThat(sql.read().table().size()).isEqualTo(3);
        LeaseTransfer.Result merged =
                LeaseTransfer.store(
                        new LeasePlace.Copy(copy).read().table(),
                        sql,
                        Mode.MERGE,
                        (done, total) -> {});
        assertThat(merged).isEqualTo(new LeaseTransfer.Result(LEASES - 1, 0, 2));
        LeaseTable after = sql.read().table();
        assertThat(after.find(earlier.address())).isEqualTo(leases.find(earlier.address()));
        assertThat(after.find(later.address())).isEqualTo(later);
        assertThat(after.find(only.address())).isEqualTo(only);
        LeaseTransfer.Result restored =
                LeaseTransfer.store(leases, sql, Mode.REPLACE, (done, total) -> {});
        assertThat(restored).isEqualTo(new LeaseTransfer.Result(1, 1, LEASES - 1));
        assertThat(differences(leases, sql)).isEmpty();
    }

    @Test
    void leasesTravelThroughPostgresql() throws Exception {
        travel(PostgresServer.database().create("transfer"));
    }

    @Test
    @Tag("mariadb")
    void leasesTravelThroughMysql() throws Exception {
        travel(MariaDbServer.database().create("transfer"));
    }
}
