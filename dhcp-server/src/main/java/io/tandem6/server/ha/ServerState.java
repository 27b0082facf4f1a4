package io.tandem6.server.ha;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The states a server can be in, under the names that partners tell each other. */
public enum ServerState {
    /** After every start: the partner's state is not known yet, nobody is served. */
    WAITING("waiting", false, Serving.NOTHING, true, Updates.WITHHELD),
    /** Fetches the partner's leases. */
    SYNCING("syncing", false, Serving.NOTHING, true, Updates.WITHHELD),
    /** Has the partner's leases, waits for the partner to see that. */
    READY("ready", false, Serving.NOTHING, true, Updates.WITHHELD),
    /** Normal operation of a primary and its standby. */
    HOT_STANDBY("hot-standby", true, Serving.OWN, true, Updates.SENT),
    /** Normal operation of two servers that share the clients. */
    LOAD_BALANCING("load-balancing", true, Serving.OWN, true, Updates.SENT),
    /** Load balancing with the partner out of reach for the time being. */
    COMMUNICATION_RECOVERY("communication-recovery", true, Serving.OWN, true, Updates.QUEUED),
    /** The partner is gone; this server answers alone. */
    PARTNER_DOWN("partner-down", true, Serving.FAILOVER, true, Updates.WITHHELD),
    /** The partner was asked to step back so that it can be shut down. */
    PARTNER_IN_MAINTENANCE("partner-in-maintenance", true, Serving.ALL, true, Updates.SENT),
    /**
     * Stepped back at the partner's request. Nobody is served, but what was decided before and is
     * on disk only now is still told; a partner that comes back to normal operation without
     * fetching leases would never hear of it otherwise.
     */
    IN_MAINTENANCE("in-maintenance", false, Serving.NOTHING, true, Updates.SENT),
    /**
     * HA has given up, since clocks or configurations differ; both servers answer for themselves.
     */
    TERMINATED("terminated", true, Serving.OWN, false, Updates.WITHHELD),
    /** A backup server: stores what it is told. */
    BACKUP("backup", false, Serving.NOTHING, false, Updates.NONE),
    /** A primary that has only backup servers. */
    PASSIVE_BACKUP("passive-backup", true, Serving.OWN, false, Updates.NONE),
    /** Not a state of a server but what is said of one that did not answer. */
    UNAVAILABLE("unavailable", false, Serving.NOTHING, false, Updates.NONE);

    private static final Set<ServerState> OF_MAINTENANCE =
            Set.of(PARTNER_IN_MAINTENANCE, IN_MAINTENANCE);

    private static final Map<String, ServerState> BY_WIRE_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toMap(ServerState::wireName, Function.identity()));

    private final String wireName;
    private final boolean servesClients;
    private final Serving serving;
    private final boolean sendsHeartbeats;
    private final Updates updates;

    ServerState(
            String wireName,
            boolean servesClients,
            Serving serving,
            boolean sendsHeartbeats,
            Updates updates) {
        this.wireName = wireName;
        this.servesClients = servesClients;
        this.serving = serving;
        this.sendsHeartbeats = sendsHeartbeats;
        this.updates = updates;
    }

    /** The state of this name; empty for anything but Kea's exact lower-case names. */
    public static Optional<ServerState> ofWireName(String name) {
        return Optional.ofNullable(BY_WIRE_NAME.get(name));
    }

    /** Kea's name. */
    public String wireName() {
        return wireName;
    }

    /** True if HA wants the DHCP service on in this state. */
    public boolean servesClients() {
        return servesClients;
    }

    /** True if one of the servers has stepped back for the other. */
    public boolean isOfMaintenance() {
        return OF_MAINTENANCE.contains(this);
    }

    /** Whose clients are served. */
    public Serving serving() {
        return serving;
    }

    /** True if the partner is asked for its state from time to time. */
    public boolean sendsHeartbeats() {
        return sendsHeartbeats;
    }

    /** What happens to lease changes. */
    public Updates updates() {
        return updates;
    }

    /** Whose clients a server answers. */
    public enum Serving {
        /** Nobody's. */
        NOTHING,
        /** Those that are its own by mode and role. */
        OWN,
        /** The partner's too, unless this server's {@code auto-failover} forbids it. */
        FAILOVER,
        /** Everybody's. */
        ALL
    }

    /** What the active partner hears of lease changes. */
    public enum Updates {
        /** Each, before the client hears of it. */
        SENT,
        /** Each, once it is back. */
        QUEUED,
        /** Nothing; it is counted and the partner has to fetch the leases. */
        WITHHELD,
        /** Nothing, since there is no active partner. */
        NONE
    }
}
