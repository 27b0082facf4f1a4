package io.tandem6.simulator.fault;

/** What can go wrong, or what people do. */
public enum FaultKind {
    /** Messages of clients and answers to them get lost. */
    LOSS,
    /** They take up to seconds, and overtake each other. */
    DELAY,
    /** They arrive twice. */
    DUPLICATION,
    /** The way between the servers is slow. */
    PEER_DELAY,
    /** It is so slow that commands are given up, and arrive all the same. */
    PEER_CRAWL,
    /** The way between the servers is bad: connections break, answers get lost. */
    PEER_LOSS,
    /** The servers do not reach each other; all clients reach both. */
    PARTITION,
    /** The servers do not reach each other, and each client reaches one of them. */
    PARTITION_WITH_CLIENTS,
    /** One server does not reach the other, which reaches it. */
    ONE_WAY_PARTITION,
    /** No client reaches one of the servers; the servers reach each other. */
    UNREACHABLE_BY_CLIENTS,
    /** A server process dies; the host answers for it. */
    CRASH,
    /** A server process dies, and when it is back the way to its partner is slow for a while. */
    RESTART_SLOWLY,
    /** Both servers die and come back, one after the other. */
    BOTH_CRASH,
    /** A host is switched off. */
    HOST_DOWN,
    /** A server dies while its disk is slow, with changes that are not on disk. */
    CRASH_UNSYNCED,
    /** A host goes down and comes back with its disk as it was minutes before. */
    ROLLBACK,
    /** A server dies and is started again while it does not reach the other one. */
    RESTART_WHILE_PARTED,
    /** A disk takes up to seconds. */
    SLOW_DISK,
    /** A disk is full. */
    FULL_DISK,
    /** A process is stopped, for less than half of max-response-delay. */
    PAUSE,
    /** A process is stopped for longer than max-response-delay. */
    LONG_PAUSE,
    /** A wall clock is some seconds off. */
    CLOCK_SKEW,
    /** A wall clock jumps by minutes. */
    CLOCK_JUMP,
    /** A server reads its configuration again; nothing has changed that matters. */
    RELOAD,
    /** One server gets another valid lifetime. */
    RECONFIGURE,
    /** A server is maintained: its partner takes over, it is shut down and started again. */
    MAINTENANCE,
    /** Maintenance is begun and cancelled. */
    MAINTENANCE_CANCELLED,
    /** An operator has a server fetch its partner's leases. */
    HA_SYNC,
    /** An operator has a server start over. */
    HA_RESET,
    /** An operator switches the service off for a while. */
    DHCP_DISABLE,
    /** An operator deletes a lease. */
    LEASE_DELETE,
    /** An operator gives an address away. */
    LEASE_ADD
}
