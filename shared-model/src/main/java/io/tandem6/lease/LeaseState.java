package io.tandem6.lease;

/** State of a lease. */
public enum LeaseState {
    /** 0, {@code default}: assigned to a client. */
    ASSIGNED(0),
    /** 1, {@code declined}: a client found the address in use; quarantined until it expires. */
    DECLINED(1),
    /** 2, {@code expired-reclaimed}: over, remembered so that the client may get it again. */
    EXPIRED_RECLAIMED(2),
    /** 3, {@code released}: given back by the client (Kea 2.7 and later). */
    RELEASED(3),
    /** 4, {@code registered}: made by the client itself, RFC 9686 (Kea 2.7.7 and later). */
    REGISTERED(4);

    private final int code;

    LeaseState(int code) {
        this.code = code;
    }

    /** The number in Kea's commands, lease file and databases. */
    public int code() {
        return code;
    }
}
