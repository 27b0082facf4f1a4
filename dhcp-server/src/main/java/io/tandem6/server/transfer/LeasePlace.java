package io.tandem6.server.transfer;

import io.tandem6.config.LeaseDatabase;
import io.tandem6.config.ServerConfig;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.journal.FileDisk;
import io.tandem6.server.journal.JournalLeaseStore;
import io.tandem6.server.journal.JournalSettings;
import io.tandem6.server.journal.LeaseFileCopy;
import io.tandem6.server.journal.LeaseStoreException;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.LeaseTableLoader;
import io.tandem6.server.sql.DatabaseException;
import io.tandem6.server.sql.SqlLeaseStore;
import io.tandem6.server.sql.SqlSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Where leases are, or are to be. */
public sealed interface LeasePlace {
    /** As in messages. */
    String description();

    /**
     * All leases that are there; a server may go on writing meanwhile.
     *
     * @throws TransferException if they cannot be read
     */
    Leases read() throws TransferException;

    /**
     * What was read.
     *
     * @param table the leases
     * @param damage sentences about what cannot be read
     */
    record Leases(LeaseTable table, List<String> damage) {
        /** Copies the list. */
        public Leases {
            damage = List.copyOf(damage);
        }
    }

    /** A lease file that no server uses. */
    record Copy(Path file) implements LeasePlace {
        @Override
        public String description() {
            return file.toString();
        }

        @Override
        public Leases read() throws TransferException {
            return readFile(file);
        }
    }

    /** Where a configured server has its leases. */
    record Configured(ServerConfig config) implements LeasePlace {
        /**
         * The place.
         *
         * @throws TransferException if the server keeps its leases in memory only
         */
        public static Configured of(ServerConfig config) throws TransferException {
            LeaseDatabase database = config.leaseDatabase();
            if (database.type() == LeaseDatabase.Type.MEMFILE && !database.persist()) {
                throw new TransferException(
                        "this server keeps its leases in memory only (\"persist\": false)");
            }
            return new Configured(config);
        }

        @Override
        public String description() {
            LeaseDatabase database = config.leaseDatabase();
            return switch (database.type()) {
                case MEMFILE -> file().toString();
                case POSTGRESQL, MYSQL ->
                        database.type().word()
                                + " database '"
                                + database.database().name()
                                + "' on "
                                + database.database().host();
            };
        }

        @Override
        public Leases read() throws TransferException {
            return switch (config.leaseDatabase().type()) {
                case MEMFILE -> readFile(file());
                case POSTGRESQL, MYSQL -> {
                    LeaseTableLoader loader = new LeaseTableLoader();
                    openDatabase(lease -> loader.apply(LeaseChange.of(lease))).close();
                    yield new Leases(loader.finish(), List.of());
                }
            };
        }

        /**
         * Opens it for changes. A lease file is locked: its server must not run.
         *
         * @param loaded hears, before this returns, what is there
         */
        LeaseStore open(Consumer<LeaseChange> loaded) throws TransferException {
            return switch (config.leaseDatabase().type()) {
                case MEMFILE -> openFile(loaded);
                case POSTGRESQL, MYSQL ->
                        openDatabase(lease -> loaded.accept(LeaseChange.of(lease)));
            };
        }

        private LeaseStore openFile(Consumer<LeaseChange> loaded) throws TransferException {
            try {
                return JournalLeaseStore.open(
                        new JournalSettings(
                                file(),
                                config.leaseDatabase().maxRowErrors(),
                                JournalSettings.DEFAULT_QUEUED_CHANGES_LIMIT,
                                true,
                                () -> {},
                                Instant.now().getEpochSecond()),
                        new FileDisk(),
                        Runnable::run,
                        Runnable::run,
                        (message, arguments) -> {},
                        loaded);
            } catch (LeaseStoreException e) {
                throw new TransferException(String.valueOf(e.getMessage()), e);
            }
        }

        private SqlLeaseStore openDatabase(Consumer<Lease> loaded) throws TransferException {
            try {
                return SqlLeaseStore.open(
                        new SqlSettings(
                                config.leaseDatabase(),
                                SqlSettings.DEFAULT_QUEUED_CHANGES_LIMIT,
                                Instant.now().getEpochSecond()),
                        (message, arguments) -> {},
                        loaded);
            } catch (DatabaseException e) {
                throw new TransferException(String.valueOf(e.getMessage()), e);
            }
        }

        private Path file() {
            String name =
                    config.leaseDatabase()
                            .name()
                            .filter(text -> !text.isEmpty())
                            .orElse(LeaseDatabase.DEFAULT_FILE_NAME);
            return Path.of(config.dataDirectory()).resolve(name);
        }
    }

    private static Leases readFile(Path file) throws TransferException {
        LeaseTableLoader loader = new LeaseTableLoader();
        try {
            LeaseFileCopy.Contents contents = LeaseFileCopy.read(file, loader::apply);
            return new Leases(loader.finish(), contents.damage());
        } catch (IOException e) {
            throw new TransferException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
