package io.tandem6.lease;

/** State of a lease; the ordinal is Kea's number for it. */
public enum LeaseState {
    /** 0, {@code default}: assigned to a client. */
    ASSIGNED,
    /** 1, {@code declined}: a client found the address in use; quarantined until it expires. */
    DECLINED,
    /** 2, {@code expired-reclaimed}: over, remembered so that the client may get it again. */
    EXPIRED_RECLAIMED,
    /** 3, {@code released}: given back by the client (Kea 2.7 and later). */
    RELEASED,
    /** 4, {@code registered}: made by the client itself, RFC 9686 (Kea 2.7.7 and later). */
    REGISTERED;

    /** Kea's number. */
    public int code() {
        return ordinal();
    }
}
