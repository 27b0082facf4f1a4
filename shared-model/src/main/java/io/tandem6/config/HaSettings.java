package io.tandem6.config;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * One relationship of the {@code high-availability} hook parameter, under Kea's names.
 *
 * @param thisServerName name of this server among the peers
 * @param mode how the servers share the work
 * @param sendLeaseUpdates tell the partner of lease changes
 * @param syncLeases fetch the partner's leases at start
 * @param syncTimeoutMillis limit for fetching one page of leases
 * @param syncPageLimit leases in a page, 1 or more
 * @param delayedUpdatesLimit changes kept while the partner is away (load balancing)
 * @param heartbeatDelayMillis pause between heartbeats, 0 is none at all
 * @param maxResponseDelayMillis silence after which communication counts as interrupted
 * @param maxAckDelayMillis waiting time after which a client counts as unserved by the partner
 * @param maxUnackedClients so many unserved clients are tolerated, 0 asks for none
 * @param maxRejectedLeaseUpdates refused updates that are tolerated, 0 is no limit
 * @param waitBackupAck wait for backup servers too
 * @param restrictCommands let partners use only HA's commands at the listener
 * @param stateMachine pauses
 * @param peers all servers of the relationship, this one included
 * @param listener how the partners' commands are received
 * @param continuity what two Tandem6 servers do while they do not see each other
 */
public record HaSettings(
        String thisServerName,
        Mode mode,
        boolean sendLeaseUpdates,
        boolean syncLeases,
        long syncTimeoutMillis,
        long syncPageLimit,
        long delayedUpdatesLimit,
        long heartbeatDelayMillis,
        long maxResponseDelayMillis,
        long maxAckDelayMillis,
        long maxUnackedClients,
        long maxRejectedLeaseUpdates,
        boolean waitBackupAck,
        boolean restrictCommands,
        List<StatePause> stateMachine,
        List<Peer> peers,
        Listener listener,
        Continuity continuity) {
    /** Begins the names of the classes that high availability puts clients into. */
    static final String CLASS_PREFIX = "HA_";

    /** Copies the lists and finds this server among the peers. */
    public HaSettings {
        stateMachine = List.copyOf(stateMachine);
        peers = List.copyOf(peers);
        if (peers.stream().noneMatch(p -> p.name().equals(thisServerName))) {
            throw new IllegalArgumentException("no peer is named " + thisServerName);
        }
    }

    /** This server's own entry. */
    public Peer self() {
        // Asked for with every message; a stream would cost more than the search.
        for (Peer peer : peers) {
            if (peer.name().equals(thisServerName)) {
                return peer;
            }
        }
        throw new NoSuchElementException(thisServerName);
    }

    /** The other server that serves clients; empty for a backup and in passive-backup mode. */
    public Optional<Peer> partner() {
        if (self().role() == Role.BACKUP || mode == Mode.PASSIVE_BACKUP) {
            return Optional.empty();
        }
        for (Peer peer : peers) {
            if (peer.role() != Role.BACKUP && !peer.name().equals(thisServerName)) {
                return Optional.of(peer);
            }
        }
        return Optional.empty();
    }

    /** The primary's entry. */
    public Peer primary() {
        for (Peer peer : peers) {
            if (peer.role() == Role.PRIMARY) {
                return peer;
            }
        }
        throw new NoSuchElementException("primary");
    }

    /** True if one of the servers has this name. */
    public boolean has(String name) {
        return peers.stream().anyMatch(p -> p.name().equals(name));
    }

    /**
     * All scopes there are, the primary's first: the names of the servers that have clients of
     * their own.
     */
    public List<String> scopes() {
        return peers.stream()
                .filter(
                        p ->
                                p.role() == Role.PRIMARY
                                        || (p.role() == Role.SECONDARY
                                                && mode == Mode.LOAD_BALANCING))
                .sorted(Comparator.comparing(Peer::role))
                .map(Peer::name)
                .toList();
    }

    /** The class of a server's own clients, which pools and subnets can be guarded with. */
    public static String clientClass(String server) {
        return CLASS_PREFIX + server;
    }

    /** How the servers share the work. */
    public enum Mode {
        /** One answers, the other waits. */
        HOT_STANDBY("hot-standby"),
        /** Both answer, each its own clients. */
        LOAD_BALANCING("load-balancing"),
        /** One answers, others only store. */
        PASSIVE_BACKUP("passive-backup");

        private final String keyword;

        Mode(String keyword) {
            this.keyword = keyword;
        }

        /** Kea's word. */
        public String keyword() {
            return keyword;
        }
    }

    /** What a peer is for. */
    public enum Role {
        /** Serves; moves first. */
        PRIMARY("primary"),
        /** Serves its half in load balancing. */
        SECONDARY("secondary"),
        /** Takes over in hot standby. */
        STANDBY("standby"),
        /** Only stores. */
        BACKUP("backup");

        private final String keyword;

        Role(String keyword) {
            this.keyword = keyword;
        }

        /** Kea's word. */
        public String keyword() {
            return keyword;
        }
    }

    /**
     * One entry of {@code peers}.
     *
     * @param name unique
     * @param url where its control channel answers
     * @param role what it is for
     * @param autoFailover serve the partner's clients when it is down
     * @param basicAuth credentials that others send to it
     * @param tls files for talking TLS, which is done exactly if they are there, whatever the
     *     scheme of {@code url}
     */
    public record Peer(
            String name,
            URI url,
            Role role,
            boolean autoFailover,
            Optional<BasicAuth> basicAuth,
            Optional<TlsFiles> tls) {}

    /**
     * {@code multi-threading} and what else concerns the HTTP listener of this server.
     *
     * @param dedicated commands are taken at this server's own {@code url}
     * @param requireClientCertificates with TLS, demand a certificate of the partner
     */
    public record Listener(boolean dedicated, boolean requireClientCertificates) {
        /** As Kea 2.2's default. */
        public static final Listener NONE = new Listener(false, true);
    }

    /**
     * {@code continuity} of {@code tandem6} in the relationship's {@code user-context}, which Kea
     * does not look at.
     *
     * @param wish whether it is wanted
     * @param mcltSeconds so long may a client hold a lease beyond what the partner knows, 1 or more
     * @param split how many of 256 parts of all addresses belong to the primary, 0..256
     * @param latencyBudgetMillis how long a reply waits for the partner
     * @param contactIntervalMillis pause between the questions whether the partner is there
     * @param contactPatienceMillis silence after which it is not
     */
    public record Continuity(
            Wish wish,
            long mcltSeconds,
            int split,
            long latencyBudgetMillis,
            long contactIntervalMillis,
            long contactPatienceMillis) {
        /** What applies where nothing is said: continuity, if the partner can. */
        public static final Continuity DEFAULT =
                new Continuity(Wish.OFFERED, 3600, 128, 200, 250, 800);

        /** Whether there is to be continuity. */
        public enum Wish {
            /** Never: Kea's rules and nothing else. */
            NONE,
            /**
             * From when the partner has shown that it offers it as well. Before that it may be a
             * Kea, and this server keeps to Kea's rules.
             */
            OFFERED,
            /**
             * The operator asks for it, and so says that the partner is a Tandem6: a server that
             * remembers nothing may have lost its disk, and waits for that partner.
             */
            EXPECTED
        }
    }

    /**
     * Credentials of HTTP basic authentication.
     *
     * @param user without colon
     * @param password may be empty
     */
    public record BasicAuth(String user, String password) {
        /** Hides the password. */
        @Override
        public String toString() {
            return "BasicAuth[user=" + user + "]";
        }
    }

    /**
     * One entry of {@code state-machine}.
     *
     * @param state Kea's name of the state
     * @param pause when to stop there
     */
    public record StatePause(String state, Pause pause) {}

    /** When the state machine waits for {@code ha-continue} on entering a state. */
    public enum Pause {
        /** Never. */
        NEVER,
        /** At the first entry since start. */
        ONCE,
        /** At each entry. */
        ALWAYS
    }
}
