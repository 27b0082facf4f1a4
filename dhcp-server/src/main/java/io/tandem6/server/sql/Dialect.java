package io.tandem6.server.sql;

import io.tandem6.config.LeaseDatabase;

/**
 * What PostgreSQL and MySQL say differently. A statement is put together out of these parts; values
 * never become part of its text.
 */
enum Dialect {
    POSTGRESQL(
            "postgresql",
            "to_timestamp(?)",
            "CAST(EXTRACT(EPOCH FROM expire) AS bigint)",
            " ON CONFLICT (address) DO NOTHING",
            "'\\x000000'::bytea",
            "''::bytea",
            Long.MAX_VALUE),
    /** A TIMESTAMP of MySQL ends in 2038. */
    MYSQL(
            "mysql",
            "FROM_UNIXTIME(?)",
            "UNIX_TIMESTAMP(expire)",
            " ON DUPLICATE KEY UPDATE address = lease6.address",
            "X'000000'",
            "''",
            Integer.MAX_VALUE);

    private final String word;
    private final String timeParameter;
    private final String expireColumn;
    private final String unlessPresent;
    private final String nobody;
    private final String noOctets;
    private final long expireMax;

    Dialect(
            String word,
            String timeParameter,
            String expireColumn,
            String unlessPresent,
            String nobody,
            String noOctets,
            long expireMax) {
        this.word = word;
        this.timeParameter = timeParameter;
        this.expireColumn = expireColumn;
        this.unlessPresent = unlessPresent;
        this.nobody = nobody;
        this.noOctets = noOctets;
        this.expireMax = expireMax;
    }

    static Dialect of(LeaseDatabase.Type type) {
        return switch (type) {
            case POSTGRESQL -> POSTGRESQL;
            case MYSQL -> MYSQL;
            case MEMFILE -> throw new IllegalArgumentException("a file speaks no SQL");
        };
    }

    /** Kea's word for the kind of database, and the name of the directory of its migrations. */
    String word() {
        return word;
    }

    /** A parameter in Unix seconds as a value of a time column. */
    String timeParameter() {
        return timeParameter;
    }

    /** The column {@code expire} in Unix seconds. */
    String expireColumn() {
        return expireColumn;
    }

    /** Ends an INSERT that does nothing, and counts no row, if the address is taken. */
    String unlessPresent() {
        return unlessPresent;
    }

    /** The column {@code duid}; that of a declined lease may be missing or empty. */
    String holderColumn() {
        return "COALESCE(NULLIF(duid, " + noOctets + "), " + nobody + ")";
    }

    /** The latest time, in Unix seconds, that fits into {@code expire}. */
    long expireMax() {
        return expireMax;
    }
}
