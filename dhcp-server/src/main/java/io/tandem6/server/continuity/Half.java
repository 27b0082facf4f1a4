package io.tandem6.server.continuity;

/** One of two partners, as the owner of addresses. */
public enum Half {
    /** The primary. */
    PRIMARY,
    /** Its standby or secondary. */
    SECONDARY;

    /** The other one. */
    public Half other() {
        return this == PRIMARY ? SECONDARY : PRIMARY;
    }
}
