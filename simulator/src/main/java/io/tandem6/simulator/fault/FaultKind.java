package io.tandem6.simulator.fault;

import java.util.Locale;

/** What can go wrong, or what people do. */
public enum FaultKind {
    /** Messages of clients and answers to them get lost. */
    LOSS(Origin.NETWORK),
    /** They take up to seconds, and overtake each other. */
    DELAY(Origin.NETWORK),
    /** They arrive twice. */
    DUPLICATION(Origin.NETWORK),
    /** The way between the servers is slow. */
    PEER_DELAY(Origin.NETWORK),
    /** It is so slow that commands are given up, and arrive all the same. */
    PEER_CRAWL(Origin.NETWORK),
    /** The way between the servers is bad: connections break, answers get lost. */
    PEER_LOSS(Origin.NETWORK),
    /** Commands arrive, but answers to some kinds of them do not. */
    ANSWERS_LOST(Origin.NETWORK),
    /** The servers do not reach each other; all clients reach both. */
    PARTITION(Origin.NETWORK),
    /** The servers do not reach each other, and each client reaches one of them. */
    PARTITION_WITH_CLIENTS(Origin.NETWORK),
    /** One server does not reach the other, which reaches it. */
    ONE_WAY_PARTITION(Origin.NETWORK),
    /** No client reaches one of the servers; the servers reach each other. */
    UNREACHABLE_BY_CLIENTS(Origin.NETWORK),
    /** A server process dies; the host answers for it. */
    CRASH(Origin.HOST),
    /** A server process dies, and when it is back the way to its partner is slow for a while. */
    RESTART_SLOWLY(Origin.HOST),
    /** Both servers die and come back, one after the other. */
    BOTH_CRASH(Origin.HOST),
    /** A host is switched off. */
    HOST_DOWN(Origin.HOST),
    /** A server dies while its disk is slow, with changes that are not on disk. */
    CRASH_UNSYNCED(Origin.HOST),
    /** A host goes down and comes back with its disk as it was minutes before. */
    ROLLBACK(Origin.HOST),
    /** A host goes down and comes back with an empty disk. */
    DISK_LOST(Origin.HOST),
    /** A server dies and is started again while it does not reach the other one. */
    RESTART_WHILE_PARTED(Origin.HOST),
    /** A disk takes up to seconds. */
    SLOW_DISK(Origin.HOST),
    /** A disk is full. */
    FULL_DISK(Origin.HOST),
    /** A process is stopped, for less than half of max-response-delay. */
    PAUSE(Origin.HOST),
    /** A process is stopped for longer than max-response-delay. */
    LONG_PAUSE(Origin.HOST),
    /** A host is suspended; its monotonic clock stands still meanwhile, its wall clock does not. */
    SUSPEND(Origin.HOST),
    /** A wall clock is some seconds off. */
    CLOCK_SKEW(Origin.HOST),
    /** A wall clock jumps by minutes. */
    CLOCK_JUMP(Origin.HOST),
    /** A server reads its configuration again; nothing has changed that matters. */
    RELOAD(Origin.OPERATOR),
    /** One server gets another valid lifetime. */
    RECONFIGURE(Origin.OPERATOR),
    /** One server gets fewer addresses. */
    RECONFIGURE_POOLS(Origin.OPERATOR),
    /** One server is told another rule of how far it may go without its partner. */
    RECONFIGURE_CONTINUITY(Origin.OPERATOR),
    /** A server is maintained: its partner takes over, it is shut down and started again. */
    MAINTENANCE(Origin.OPERATOR),
    /** Maintenance is begun and cancelled. */
    MAINTENANCE_CANCELLED(Origin.OPERATOR),
    /** An operator has a server fetch its partner's leases. */
    HA_SYNC(Origin.OPERATOR),
    /** An operator has a server start over. */
    HA_RESET(Origin.OPERATOR),
    /** An operator has a server serve other clients than its state says. */
    HA_SCOPES(Origin.OPERATOR),
    /**
     * A host is switched off, perhaps after a while in which it served clients alone, and an
     * operator tells the other server so.
     */
    DOWN_CONFIRMED(Origin.OPERATOR),
    /** An operator switches the service off for a while. */
    DHCP_DISABLE(Origin.OPERATOR),
    /** An operator deletes a lease. */
    LEASE_DELETE(Origin.OPERATOR),
    /** An operator gives an address away. */
    LEASE_ADD(Origin.OPERATOR),
    /** An operator gives an address away, whoever has it and whatever the server thinks of it. */
    LEASE_FORCE(Origin.OPERATOR),
    /** An operator makes a lease longer. */
    LEASE_UPDATE(Origin.OPERATOR),
    /** An operator deletes all leases. */
    LEASE_WIPE(Origin.OPERATOR);

    private final Origin origin;

    FaultKind(Origin origin) {
        this.origin = origin;
    }

    /** True if it keeps the servers from hearing each other at all. */
    public boolean parts() {
        return switch (this) {
            case PARTITION, PARTITION_WITH_CLIENTS, ONE_WAY_PARTITION, RESTART_WHILE_PARTED -> true;
            default -> false;
        };
    }

    /** True if a server must hear of its partner afterwards before it can do anything right. */
    public boolean needsPartner() {
        return losesMemory() || this == DOWN_CONFIRMED;
    }

    /** True if a server that starts meanwhile may be without any word of its partner. */
    public boolean hides() {
        return switch (this) {
            case PARTITION,
                    PARTITION_WITH_CLIENTS,
                    ONE_WAY_PARTITION,
                    RESTART_WHILE_PARTED,
                    PEER_CRAWL,
                    PEER_LOSS,
                    ANSWERS_LOST,
                    CRASH,
                    RESTART_SLOWLY,
                    BOTH_CRASH,
                    HOST_DOWN,
                    CRASH_UNSYNCED,
                    ROLLBACK,
                    DISK_LOST,
                    LONG_PAUSE,
                    SUSPEND,
                    MAINTENANCE,
                    DOWN_CONFIRMED ->
                    true;
            default -> false;
        };
    }

    /** True if it starts a server whose partner is away, whatever else that server waits for. */
    public boolean startsAlone() {
        return switch (this) {
            case RESTART_WHILE_PARTED, BOTH_CRASH -> true;
            default -> false;
        };
    }

    /** True if one server is not there while it lasts, and nothing else is wrong. */
    public boolean isDown() {
        return switch (this) {
            case CRASH, HOST_DOWN, ROLLBACK, DISK_LOST -> true;
            default -> false;
        };
    }

    /** True if a server forgets what it promised, and may promise nothing new for an MCLT. */
    public boolean losesMemory() {
        return switch (this) {
            case ROLLBACK, DISK_LOST -> true;
            default -> false;
        };
    }

    /** True if by it a server is started that ran before, or begins anew with its partner. */
    public boolean restarts() {
        return switch (this) {
            case CRASH,
                    RESTART_SLOWLY,
                    BOTH_CRASH,
                    HOST_DOWN,
                    CRASH_UNSYNCED,
                    ROLLBACK,
                    DISK_LOST,
                    RESTART_WHILE_PARTED,
                    MAINTENANCE,
                    MAINTENANCE_CANCELLED,
                    RECONFIGURE_CONTINUITY,
                    DOWN_CONFIRMED ->
                    true;
            default -> false;
        };
    }

    /** True if an operator changes leases by it, of which clients hear nothing. */
    public boolean changesLeases() {
        return switch (this) {
            case LEASE_DELETE, LEASE_ADD, LEASE_FORCE, LEASE_UPDATE, LEASE_WIPE -> true;
            default -> false;
        };
    }

    /** As people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it happens to, or who does it. */
    public Origin origin() {
        return origin;
    }

    /** What faults happen to. */
    public enum Origin {
        /** The ways between servers and clients and between the servers. */
        NETWORK,
        /** A process, a disk or a clock. */
        HOST,
        /** People do it. */
        OPERATOR;

        /** As people write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
