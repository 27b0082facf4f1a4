package io.tandem6.server.continuity;

/** How far a server may promise something to a client. */
public enum Right {
    /** Not at all. */
    NONE,
    /** After the partner has acknowledged it. */
    ACKNOWLEDGED,
    /** Whether the partner answers or not. */
    FULL
}
