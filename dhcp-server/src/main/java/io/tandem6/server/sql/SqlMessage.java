package io.tandem6.server.sql;

import io.tandem6.log.LogMessage;

/** What the lease database tells the operator. */
public enum SqlMessage implements LogMessage {
    /** It is open. */
    TANDEM6_LEASE_DATABASE_OPENED(
            Severity.INFO,
            "{} lease database '{}' on {} opened, schema version {}: {} leases",
            "The leases are in memory, and changes are checked by the database."),
    /** It may forget what it has acknowledged. */
    TANDEM6_LEASE_DATABASE_NOT_DURABLE(
            Severity.WARN,
            "the lease database may lose leases that clients were promised: {}",
            "The database is configured to acknowledge changes before they are on disk. Have its"
                    + " administrator change that."),
    /** The connection broke. */
    DHCP6_DB_RECONNECT_LOST_CONNECTION(
            Severity.WARN,
            "connection to the lease database lost: {}; {} tries to get it back, {} ms apart,"
                    + " on-fail is {}",
            "Nobody is given a lease until the connection is back."),
    /** One try failed. */
    TANDEM6_LEASE_DATABASE_RECONNECT_ATTEMPT_FAILED(
            Severity.WARN,
            "try {} to reach the lease database failed: {}",
            "The next one follows after reconnect-wait-time."),
    /** All tries failed. */
    DHCP6_DB_RECONNECT_FAILED(
            Severity.ERROR,
            "the lease database did not come back in {} tries: {}",
            "What follows is what on-fail says: the server ends, or goes on trying."),
    /** It is back. */
    DHCP6_DB_RECONNECT_SUCCEEDED(
            Severity.INFO,
            "connection to the lease database established again",
            "Changes whose fate was not known are looked up, and leases are given again."),
    /** A statement was refused. */
    TANDEM6_LEASE_DATABASE_REFUSED(
            Severity.ERROR,
            "the lease database refuses the change of {}: {}",
            "The client gets no answer. The reason is the database's own: a full disk, missing"
                    + " rights, or a value that its column cannot hold."),
    /** It cannot keep up. */
    TANDEM6_LEASE_DATABASE_QUEUE_FULL(
            Severity.WARN,
            "{} lease changes wait for the database; further ones are refused until it catches up",
            "The database is too slow for the load. Clients ask again."),
    /** Unusable rows. */
    TANDEM6_LEASE_DATABASE_ROWS_SKIPPED(
            Severity.WARN,
            "{} rows of lease6 have no IPv6 address and are ignored",
            "Somebody has written into the table by hand. Remove the rows.");

    private final Entry entry;

    SqlMessage(Severity severity, String text, String advice) {
        entry = new Entry(severity, "dhcpsrv", text, advice);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
