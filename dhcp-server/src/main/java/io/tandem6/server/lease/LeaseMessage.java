package io.tandem6.server.lease;

import io.tandem6.log.LogMessage;

/** What lease keeping tells the operator. */
public enum LeaseMessage implements LogMessage {
    /** A cycle begins. */
    ALLOC_ENGINE_V6_LEASES_RECLAMATION_START(
            Severity.DEBUG,
            "reclaiming expired leases, at most {} of them in {} milliseconds",
            "The limits are those of expired-leases-processing; 0 is no limit."),
    /** A lease ended by itself. */
    ALLOC_ENGINE_V6_LEASE_RECLAIM(
            Severity.DEBUG,
            "duid=[{}]: reclaiming {}/{}, which has expired",
            "Its client did not renew it in time."),
    /** A probation ended. */
    ALLOC_ENGINE_V6_DECLINED_RECOVERED(
            Severity.INFO,
            "declined address {} is free again after {} seconds",
            "It may be given to clients again. If it is declined once more, another host uses it."),
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

    /** That of Kea 2.2. */
    @Override
    public int debugLevel() {
        return 40;
    }
}
