package io.tandem6.config;

import java.util.Locale;
import java.util.Optional;

/**
 * {@code lease-database}.
 *
 * @param type where leases live
 * @param name file path (memfile; empty takes the default in the data directory)
 * @param persist false keeps leases in memory only
 * @param lfcIntervalSeconds pause between lease file clean-ups, 0 is never
 * @param maxRowErrors unreadable rows after which loading is given up, 0 is no limit
 * @param access how to reach the database; empty for memfile
 */
public record LeaseDatabase(
        Type type,
        Optional<String> name,
        boolean persist,
        long lfcIntervalSeconds,
        long maxRowErrors,
        Optional<DatabaseAccess> access) {
    /** Kinds of lease database. */
    public enum Type {
        /** Kea's CSV file. */
        MEMFILE,
        /** PostgreSQL or what speaks its protocol, with Kea's tables. */
        POSTGRESQL,
        /** MySQL or MariaDB, with Kea's tables. */
        MYSQL;

        /** Kea's word for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What Kea uses when nothing is configured. */
    public static final LeaseDatabase DEFAULT =
            new LeaseDatabase(Type.MEMFILE, Optional.empty(), true, 3600, 0, Optional.empty());

    /** File name of the memfile in the data directory. */
    public static final String DEFAULT_FILE_NAME = "kea-leases6.csv";

    /** How to reach the database of a type that is one. */
    public DatabaseAccess database() {
        return access.orElseThrow(
                () -> new IllegalStateException(type.word() + " is reached through no network"));
    }
}
