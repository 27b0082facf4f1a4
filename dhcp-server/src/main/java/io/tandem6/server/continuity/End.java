package io.tandem6.server.continuity;

/** How a lease came to its end. */
public enum End {
    /** It has not, or its client gave it back, or an operator deleted it. */
    WANTED,
    /** Its time was over by this server's clock. */
    EXPIRED,
    /** This server gave it up, since it had no right to it; no client asked for that. */
    WITHDRAWN,
    /** An operator wants it so, whatever anybody holds. */
    FORCED
}
