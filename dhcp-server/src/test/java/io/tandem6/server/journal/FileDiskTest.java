package io.tandem6.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import io.tandem6.server.lease.LeaseStore.Outcome;
import io.tandem6.server.lease.Leases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiskTest {
    @TempDir Path directory;

    private JournalLeaseStore open(Path file, List<LeaseChange> loaded) throws Exception {
        return JournalLeaseStore.open(
                new JournalSettings(file, 0, 100, true, () -> {}, 1000),
                new FileDisk(),
                Runnable::run,
                Runnable::run,
                EventLog.SILENT,
                loaded::add);
    }

    @Test
    void theStoreWorksOnARealDisk() throws Exception {
        Path file = directory.resolve("not/there/yet/leases.csv");
        LeaseChange a = new LeaseChange.Put(Leases.address("2001:db8::a", "000102", 1000, 60));
        LeaseChange b = new LeaseChange.Put(Leases.prefix("2001:db8:8::", 56, "000102", 1000, 60));
        List<Object> outcomes = new ArrayList<>();
        try (JournalLeaseStore store = open(file, new ArrayList<>())) {
            store.commit(List.of(a), outcomes::add);
            store.cleanUp();
            store.commit(List.of(b), outcomes::add);
            assertThatThrownBy(() -> open(file, new ArrayList<>()))
                    .isInstanceOf(LeaseStoreException.class)
                    .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
        }
        assertThat(outcomes).hasSize(2);
        assertThat(Files.readString(Path.of(file + ".2"))).contains("2001:db8::a,");
        assertThat(Files.readString(file)).contains("2001:db8:8::,").doesNotContain("::a,");
        List<LeaseChange> loaded = new ArrayList<>();
        open(file, loaded).close();
        assertThat(loaded).containsExactly(a, b);
    }

    @Test
    void threadsOfAnyNumberMayCommit() throws Exception {
        Path file = directory.resolve("leases.csv");
        CountDownLatch durable = new CountDownLatch(400);
        try (ExecutorService writer = Executors.newSingleThreadExecutor();
                ExecutorService cleaner = Executors.newSingleThreadExecutor();
                ExecutorService clients = Executors.newFixedThreadPool(4)) {
            JournalLeaseStore store =
                    JournalLeaseStore.open(
                            new JournalSettings(file, 0, 1000, true, () -> {}, 1000),
                            new FileDisk(),
                            writer,
                            cleaner,
                            EventLog.SILENT,
                            change -> {});
            for (int i = 1; i <= 400; i++) {
                LeaseChange change =
                        new LeaseChange.Put(Leases.address("2001:db8::" + i, "000102", 1000, 60));
                boolean cleans = i % 50 == 0;
                clients.execute(
                        () -> {
                            store.commit(
                                    List.of(change),
                                    outcome -> {
                                        if (outcome instanceof Outcome.Durable) {
                                            durable.countDown();
                                        }
                                    });
                            if (cleans) {
                                store.cleanUp();
                            }
                        });
            }
            assertThat(durable.await(30, TimeUnit.SECONDS)).isTrue();
            store.close();
        }
        Set<String> addresses = new HashSet<>();
        List<LeaseChange> loaded = new ArrayList<>();
        open(file, loaded).close();
        loaded.forEach(change -> addresses.add(change.address().toString()));
        assertThat(addresses).hasSize(400);
    }

    @Test
    void anotherProgramWithTheSameProcessIdIsNoCleanup() {
        long self = ProcessHandle.current().pid();
        assertThat(new FileDisk().isRunning(self, "kea-lfc")).isFalse();
        assertThat(new FileDisk().isRunning(self, "java")).isTrue();
        assertThat(new FileDisk().isRunning(Long.MAX_VALUE, "java")).isFalse();
    }

    @Test
    void anUnreachableDirectoryIsExplained() throws Exception {
        Path occupied = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> open(occupied.resolve("leases.csv"), new ArrayList<>()))
                .isInstanceOf(LeaseStoreException.class)
                .hasMessageStartingWith("Unable to open database: " + occupied);
    }
}
