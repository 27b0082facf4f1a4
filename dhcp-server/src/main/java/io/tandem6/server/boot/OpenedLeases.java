package io.tandem6.server.boot;

import io.tandem6.config.LeaseDatabase;
import io.tandem6.config.ServerConfig;
import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import io.tandem6.server.continuity.ContinuityFile;
import io.tandem6.server.journal.FileDisk;
import io.tandem6.server.journal.JournalLeaseStore;
import io.tandem6.server.journal.JournalSettings;
import io.tandem6.server.journal.LeaseStoreException;
import io.tandem6.server.lease.InMemoryLeaseStore;
import io.tandem6.server.lease.LeaseSanityCheck;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.LeaseTableLoader;
import io.tandem6.server.sql.DatabaseException;
import io.tandem6.server.sql.SqlLeaseStore;
import io.tandem6.server.sql.SqlSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The lease database as configured, opened and loaded.
 *
 * @param table what it holds
 * @param store makes changes durable
 * @param continuity where it is kept what the partner knows
 * @param incarnation a number that no earlier start of this server had
 * @param cleanUp begins a clean-up, if there is anything to clean up; event loop only
 * @param database the store, if it is a database
 * @param file the store, if it is a lease file
 * @param close completes what was handed in and releases files and threads
 */
record OpenedLeases(
        LeaseTable table,
        LeaseStore store,
        ContinuityFile continuity,
        long incarnation,
        Runnable cleanUp,
        Optional<SqlLeaseStore> database,
        Optional<JournalLeaseStore> file,
        Runnable close) {
    static OpenedLeases open(ServerConfig config, Instant now, EventLog log) {
        LeaseDatabase database = config.leaseDatabase();
        return switch (database.type()) {
            case MEMFILE -> database.persist() ? journal(config, now, log) : memory(now);
            case POSTGRESQL, MYSQL -> sql(database, now, log);
        };
    }

    private static OpenedLeases memory(Instant now) {
        long incarnation = now.getEpochSecond();
        InMemoryLeaseStore store = new InMemoryLeaseStore(incarnation);
        return new OpenedLeases(
                new LeaseTable(),
                store,
                ContinuityFile.NONE,
                incarnation,
                () -> {},
                Optional.empty(),
                Optional.empty(),
                store::close);
    }

    private static OpenedLeases sql(LeaseDatabase database, Instant now, EventLog log) {
        LeaseTableLoader loader = new LeaseTableLoader();
        long incarnation = now.getEpochSecond();
        try {
            SqlLeaseStore store =
                    SqlLeaseStore.open(
                            new SqlSettings(
                                    database,
                                    SqlSettings.DEFAULT_QUEUED_CHANGES_LIMIT,
                                    incarnation),
                            log,
                            lease -> loader.apply(LeaseChange.of(lease)));
            return new OpenedLeases(
                    loader.finish(),
                    store,
                    ContinuityFile.NONE,
                    incarnation,
                    () -> {},
                    Optional.of(store),
                    Optional.empty(),
                    store::close);
        } catch (DatabaseException e) {
            throw new StartupException("cannot open the lease database: " + e.getMessage(), e);
        }
    }

    private static OpenedLeases journal(ServerConfig config, Instant now, EventLog log) {
        LeaseTableLoader loader = new LeaseTableLoader();
        LeaseSync sync = LeaseSync.of(System.getenv());
        LeaseSanityCheck sanity = new LeaseSanityCheck(config.leaseChecks(), config.subnets());
        ExecutorService writer = thread("lease-journal");
        ExecutorService cleaner = thread("lease-file-cleanup");
        ExecutorService keeper = thread("continuity");
        try {
            JournalLeaseStore store =
                    JournalLeaseStore.open(
                            new JournalSettings(
                                    file(config),
                                    config.leaseDatabase().maxRowErrors(),
                                    JournalSettings.DEFAULT_QUEUED_CHANGES_LIMIT,
                                    sync.syncs(),
                                    new CleanupBreath(),
                                    now.getEpochSecond()),
                            new FileDisk(),
                            sync.patient(writer),
                            cleaner,
                            log,
                            change -> loader.apply(sanity.checked(change)));
            sanity.finding().ifPresent(finding -> log(finding, log));
            return new OpenedLeases(
                    loader.finish(),
                    store,
                    new StoredContinuity(
                            new FileDisk(), StoredContinuity.beside(file(config)), keeper),
                    store.incarnation(),
                    store::cleanUp,
                    Optional.empty(),
                    Optional.of(store),
                    () -> {
                        store.close();
                        writer.close();
                        cleaner.close();
                        keeper.close();
                    });
        } catch (LeaseStoreException e) {
            writer.shutdownNow();
            cleaner.shutdownNow();
            keeper.shutdownNow();
            throw new StartupException("cannot open the lease database: " + e.getMessage(), e);
        }
    }

    private static void log(LeaseSanityCheck.Finding finding, EventLog log) {
        log.log(
                BootLog.DHCPSRV_LEASE_SANITY_FAIL,
                finding.example().address(),
                finding.example().subnetId(),
                finding.corrected(),
                finding.leftOut(),
                finding.kept());
    }

    private static Path file(ServerConfig config) {
        Path directory = Path.of(config.dataDirectory());
        return config.leaseDatabase()
                .name()
                .filter(name -> !name.isEmpty())
                .map(directory::resolve)
                .orElse(directory.resolve(LeaseDatabase.DEFAULT_FILE_NAME));
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).factory());
    }
}
