package io.tandem6.server.lease;

import io.tandem6.log.LogMessage;

/** What lease keeping tells the operator. */
public enum LeaseMessage implements LogMessage {
    /** A cycle is over. */
    ALLOC_ENGINE_V6_LEASES_RECLAMATION_COMPLETE(
            Severity.DEBUG,
            "reclaimed {} leases in {} milliseconds",
            "Expired leases are free for other clients."),
    /** Cycles do not keep up. */
    ALLOC_ENGINE_V6_LEASES_RECLAMATION_SLOW(
            Severity.WARN,
            "expired leases still exist after {} reclamations",
            "More leases expire than max-reclaim-leases and max-reclaim-time allow to reclaim."
                    + " Raise them, or lower reclaim-timer-wait-time."),
    /** A cycle failed. */
    ALLOC_ENGINE_V6_LEASES_RECLAMATION_FAILED(
            Severity.ERROR,
            "reclamation of expired leases failed: {}",
            "The lease file could not be written. Reclamation goes on at its next time."),
    /** Old leases were removed. */
    ALLOC_ENGINE_V6_RECLAIMED_LEASES_DELETE_COMPLETE(
            Severity.DEBUG,
            "removed {} leases that were reclaimed more than {} seconds ago",
            "Their clients may get other addresses from now on.");

    private final Entry entry;

    LeaseMessage(Severity severity, String text, String advice) {
        entry = new Entry(severity, "alloc-engine", text, advice);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
