package io.tandem6.simulator.server;

/** What an operator changed in the configuration of one server and not in the other's. */
public enum Variation {
    /** Nothing. */
    NONE,
    /** The valid lifetime is half of what it was. */
    SHORTER_LEASES,
    /** The pools have lost their upper third. */
    FEWER_ADDRESSES,
    /** The MCLT is half of what it was. */
    SHORTER_MCLT,
    /** The primary owns a quarter instead of a half. */
    OTHER_SPLIT
}
