package io.tandem6.server.journal;

import io.tandem6.log.LogMessage;

/** What the lease store tells the operator. */
public enum JournalMessage implements LogMessage {
    /** A file is being loaded. */
    DHCPSRV_MEMFILE_LEASE_FILE_LOAD(
            Severity.INFO,
            "loading leases from file {}",
            "The server reads its leases at start; it answers nobody before it is done."),
    /** A row was skipped. */
    DHCPSRV_MEMFILE_LEASE_LOAD_ROW_ERROR(
            Severity.ERROR,
            "discarding row {} of {}, error: {}",
            "The lease in this row is not known to the server. The next clean-up moves the row to"
                    + " the file with the suffix .bad, where it can be inspected and repaired."),
    /** A row was loaded in part. */
    DHCPSRV_MEMFILE_READ_HWADDR_FAIL(
            Severity.WARN,
            "row {} of {}: {}; the lease is kept without it",
            "Harmless unless something identifies clients by their hardware address."),
    /** The end of a file was cut off by a crash. */
    TANDEM6_LEASE_FILE_TORN(
            Severity.WARN,
            "{} ended in the middle of a row; {} octets were moved to {}",
            "The server or the machine stopped while it wrote. No client was promised what stood"
                    + " in an unfinished row."),
    /** Loading is done. */
    TANDEM6_LEASE_STORE_OPENED(
            Severity.INFO,
            "lease file {} is open: {} rows loaded, {} damaged, incarnation {}",
            "The leases of earlier runs are known again."),
    /** The file comes from an older Kea. */
    DHCPSRV_MEMFILE_NEEDS_UPGRADING(
            Severity.WARN,
            "version of lease file: {} schema is earlier than version 4.0: {}",
            "The file is rewritten by a clean-up at once. Nothing has to be done."),
    /** The file comes from a newer Kea. */
    DHCPSRV_MEMFILE_NEEDS_DOWNGRADING(
            Severity.WARN,
            "version of lease file: {} schema is later than version 4.0: {}",
            "The file is rewritten by a clean-up at once; pool identifiers in it are dropped."),
    /** A clean-up begins. */
    DHCPSRV_MEMFILE_LFC_START(
            Severity.INFO,
            "starting lease file cleanup of {}",
            "Superseded rows are folded away; service goes on meanwhile."),
    /** A clean-up is done. */
    TANDEM6_LFC_COMPLETED(
            Severity.INFO,
            "lease file cleanup of {} is complete: {} rows read, {} kept, {} damaged",
            "Damaged rows, if any, stand in the file with the suffix .bad."),
    /** A clean-up failed. */
    DHCPSRV_MEMFILE_LFC_SPAWN_FAIL(
            Severity.ERROR,
            "lease file cleanup of {} failed: {}",
            "No lease is lost, but the files keep growing until a clean-up succeeds; it is tried"
                    + " again after lfc-interval. Look for a full disk or wrong permissions."),
    /** Turning to a new file failed. */
    DHCPSRV_MEMFILE_LFC_LEASE_FILE_RENAME_FAIL(
            Severity.ERROR,
            "failed to rename the lease file {} for its cleanup: {}",
            "The server keeps writing the old file. Look for a full disk or wrong permissions."),
    /** Writing failed. */
    TANDEM6_LEASE_WRITE_FAILED(
            Severity.ERROR,
            "cannot write {} lease changes to {}: {}",
            "The clients concerned get no answer, and nobody is offered or granted a lease. Free disk"
                    + " space or repair the disk; the server tries every second, says so when it works"
                    + " again, and writes then what is missing. Further failures until then are not"
                    + " logged."),
    /** Writing works again. */
    TANDEM6_LEASE_WRITE_RECOVERED(
            Severity.INFO,
            "lease file {} can be written again",
            "An earlier failure to write is over."),
    /** The file was taken away. */
    TANDEM6_LEASE_FILE_REPLACED(
            Severity.ERROR,
            "lease file {} was replaced, changed or removed by somebody else while the server runs;"
                    + " all leases are written to it anew, and what was found there is kept as {} or"
                    + " with a number behind that",
            "The server goes on with the leases it knows. To have it load another lease file, stop"
                    + " it, replace the file, and start it. Find out who changes the file, and let"
                    + " backups only read it."),
    /** All leases are in the file again. */
    TANDEM6_LEASE_FILE_REFILLED(
            Severity.INFO,
            "all {} leases are in the lease file again",
            "What was wrong with the file is mended; nothing was lost."),
    /** The file was taken away at the end. */
    TANDEM6_LEASE_FILE_LEFT(
            Severity.WARN,
            "lease file {} was replaced, changed or removed by somebody else; the server stops and"
                    + " leaves it as it is",
            "The next start loads what is there then. If that was not meant, put the right file"
                    + " there before it."),
    /** The queue is full. */
    TANDEM6_LEASE_QUEUE_FULL(
            Severity.ERROR,
            "{} lease changes wait for {}; further ones are refused until they are written",
            "The disk does not keep up. Clients concerned get no answer and ask again."),
    /** The incarnation file cannot be read. */
    TANDEM6_INCARNATION_UNREADABLE(
            Severity.WARN,
            "{} does not hold a number; counting on from {}",
            "The number of starts is taken from the clock instead, which must not be set back.");

    private final Entry entry;

    JournalMessage(Severity severity, String text, String advice) {
        entry = new Entry(severity, "dhcpsrv", text, advice);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
