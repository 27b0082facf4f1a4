package io.tandem6.server.sql;

import io.tandem6.config.LeaseDatabase;

/**
 * What a {@link SqlLeaseStore} needs to know.
 *
 * @param database how to reach the database
 * @param queuedChangesLimit changes that may wait before further ones are refused
 * @param incarnation a number that no earlier start of this server has used, as Unix time
 */
public record SqlSettings(LeaseDatabase database, int queuedChangesLimit, long incarnation) {
    /** A second or two of a database that keeps up. */
    public static final int DEFAULT_QUEUED_CHANGES_LIMIT = 20_000;
}
