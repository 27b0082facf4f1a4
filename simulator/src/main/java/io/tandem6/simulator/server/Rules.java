package io.tandem6.simulator.server;

/** By which rules the two servers of a world work. */
public enum Rules {
    /** Kea's alone. */
    KEA,
    /** Those between two Tandem6 servers: ownership, lazy updates, agreement. */
    CONTINUITY
}
