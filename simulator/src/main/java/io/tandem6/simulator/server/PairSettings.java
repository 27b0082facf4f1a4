package io.tandem6.simulator.server;

import io.tandem6.address.Ipv6Prefix;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.ParseResult;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.server.ha.ServerState;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How the two servers of a world are configured, which is a part of what the seed decides.
 *
 * @param rules by which they work
 * @param loadBalancing both serve, else a primary and its standby
 * @param guarded each server has pools of its own (load balancing only)
 * @param overlapping prefixes are delegated out of the space of the addresses
 * @param heartbeatDelaySeconds pause between heartbeats
 * @param maxResponseDelaySeconds silence after which communication counts as interrupted
 * @param maxAckDelaySeconds waiting time after which a client counts as unserved
 * @param maxUnackedClients so many unserved clients are tolerated
 * @param validLifetimeSeconds of all leases
 * @param mcltSeconds how far a server may go beyond what its partner knows
 * @param contactMillis pause between the small heartbeats by which servers know of each other
 * @param addresses in all pools together
 * @param holdReclaimedSeconds how long an ended lease is remembered
 */
public record PairSettings(
        Rules rules,
        boolean loadBalancing,
        boolean guarded,
        boolean overlapping,
        long heartbeatDelaySeconds,
        long maxResponseDelaySeconds,
        long maxAckDelaySeconds,
        long maxUnackedClients,
        long validLifetimeSeconds,
        long mcltSeconds,
        long contactMillis,
        int addresses,
        long holdReclaimedSeconds) {
    private static final long SHORTEST_MCLT = 30;
    private static final long[] SHORT_LIFETIMES = {60, 120, 240, 300, 300, 300};
    private static final long[] LIFETIMES = {300, 600, 900};
    private static final long[] MCLTS = {60, 120, 300};
    private static final long[] CONTACTS = {1000, 2000, 2000, 4000, 4000, 4000};
    private static final long[] HEARTBEATS = {2, 5, 10};
    private static final long[] RESPONSE_DELAYS = {20, 40, 60};
    private static final long[] HOLDS = {0, 300, 3600};
    private static final int HALF_OF_ALL = 128;

    private static final int ADDRESS_LENGTH = 128;
    private static final int SUBNET_LENGTH = 64;

    /** Of the pools, below the subnet's prefix. */
    private static final int FIRST_ADDRESS = 0x100;

    /** Prefixes of the pool that lies in the space of the addresses, and their size. */
    private static final String OVERLAPPING_POOL =
            "{ \"prefix\": \"2001:db8:1::120\", \"prefix-len\": 123, \"delegated-len\": 126 }";

    /**
     * Settings for a world.
     *
     * @param wantedAddresses so many clients want an address
     * @param mayShare both servers of a load-balancing pair may have the same pools
     */
    public static PairSettings of(
            Rules rules, int wantedAddresses, boolean mayShare, RandomGenerator random) {
        boolean loadBalancing = random.nextInt(3) == 0;
        boolean guarded = loadBalancing && (random.nextBoolean() || !mayShare);
        boolean hasting = random.nextBoolean();
        // Kea compares addresses with addresses and prefixes with prefixes only.
        boolean overlapping = random.nextInt(3) == 0 && rules == Rules.CONTINUITY && !guarded;
        return new PairSettings(
                rules,
                loadBalancing,
                guarded,
                overlapping,
                one(HEARTBEATS, random),
                one(RESPONSE_DELAYS, random),
                random.nextLong(3, 11),
                random.nextLong(0, 6),
                one(hasting ? SHORT_LIFETIMES : LIFETIMES, random),
                hasting ? SHORTEST_MCLT : one(MCLTS, random),
                one(CONTACTS, random),
                wantedAddresses + 2 * random.nextInt(3),
                one(HOLDS, random));
    }

    private static long one(long[] choice, RandomGenerator random) {
        return choice[random.nextInt(choice.length)];
    }

    /** The state in which both are when all is well. */
    public ServerState normalState() {
        return loadBalancing ? ServerState.LOAD_BALANCING : ServerState.HOT_STANDBY;
    }

    /** Silence after which a server begins to serve its partner's clients, milliseconds. */
    public long patienceMillis() {
        return contactMillis * 16 / 5;
    }

    /** How long after the servers lost sight of each other every promise of before has ended. */
    public long promiseSeconds() {
        return Math.max(validLifetimeSeconds, mcltSeconds);
    }

    /** The configuration of the server with this number. */
    public ServerConfig config(int server, Variation variation) {
        String name = "server" + (server + 1);
        ParseResult<ServerConfig> parsed =
                new Dhcp6Parser(TextResolver.NONE, new Dhcp6ParserOptions(Optional.of(name), false))
                        .parse(name, text(variation));
        return parsed.config()
                .orElseThrow(() -> new IllegalStateException(parsed.problems().toString()));
    }

    /** The configuration, the same for both servers but for a variation. */
    public String text(Variation variation) {
        long valid =
                variation == Variation.SHORTER_LEASES
                        ? validLifetimeSeconds / 2
                        : validLifetimeSeconds;
        int count = variation == Variation.FEWER_ADDRESSES ? addresses * 2 / 3 : addresses;
        return """
        { "Dhcp6": {
            "interfaces-config": { "interfaces": [ "eth0" ] },
            "valid-lifetime": %d, "preferred-lifetime": %d,
            "renew-timer": %d, "rebind-timer": %d,
            "decline-probation-period": %d,
            "expired-leases-processing": { "hold-reclaimed-time": %d },
            "hooks-libraries": [
              { "library": "libdhcp_lease_cmds.so" },
              { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ {
                  "this-server-name": "server1", "mode": "%s",
                  "heartbeat-delay": %d, "max-response-delay": %d,
                  "max-ack-delay": %d, "max-unacked-clients": %d,
                  "user-context": { "tandem6": { "continuity": %s } },
                  "peers": [
                    { "name": "server1", "url": "http://192.0.2.1:8000/", "role": "primary" },
                    { "name": "server2", "url": "http://192.0.2.2:8000/", "role": "%s" }
                  ] } ] } } ],
            %s } }
        """
                .formatted(
                        valid,
                        valid * 6 / 10,
                        valid * 5 / 10,
                        valid * 8 / 10,
                        validLifetimeSeconds / 2,
                        holdReclaimedSeconds,
                        loadBalancing ? "load-balancing" : "hot-standby",
                        heartbeatDelaySeconds * 1000,
                        maxResponseDelaySeconds * 1000,
                        maxAckDelaySeconds * 1000,
                        maxUnackedClients,
                        continuity(variation),
                        loadBalancing ? "secondary" : "standby",
                        links(count));
    }

    private String continuity(Variation variation) {
        return switch (rules) {
            case KEA -> "{ \"enabled\": false }";
            case CONTINUITY ->
                    "{ \"enabled\": true, \"mclt\": %d, \"split\": %d, \"contact-interval\": %d, \"contact-patience\": %d }"
                            .formatted(
                                    variation == Variation.SHORTER_MCLT
                                            ? mcltSeconds / 2
                                            : mcltSeconds,
                                    variation == Variation.OTHER_SPLIT
                                            ? HALF_OF_ALL / 2
                                            : HALF_OF_ALL,
                                    contactMillis,
                                    patienceMillis());
        };
    }

    /**
     * How many addresses of the pools cannot be leased since this is: the one that it is, or those
     * in a prefix out of their space.
     */
    public long addressesTakenBy(Ipv6Prefix leased) {
        if (leased.length() == ADDRESS_LENGTH) {
            return 1;
        }
        if (leased.length() <= SUBNET_LENGTH) {
            return 0;
        }
        long first = Math.max(leased.first().low(), FIRST_ADDRESS);
        long last = Math.min(leased.last().low(), FIRST_ADDRESS + addresses - 1L);
        return Math.max(0, last - first + 1);
    }

    /** Pools of one subnet must not overlap; those of two on the same link may. */
    private String links(int count) {
        String subnet =
                """
                { "id": 1, "subnet": "2001:db8:1::/64", "interface": "eth0",
                  "pools": [ %s ], "pd-pools": [ %s ] }"""
                        .formatted(
                                guarded ? guardedPools(count) : pool(FIRST_ADDRESS, count, ""),
                                guarded ? guardedPrefixes() : prefixes(overlapping));
        return overlapping
                ? """
                  "shared-networks": [ { "name": "link", "interface": "eth0", "subnet6": [ %s,
                    { "id": 2, "subnet": "2001:db8:2::/64", "interface": "eth0",
                      "pd-pools": [ %s ] } ] } ]"""
                        .formatted(subnet, OVERLAPPING_POOL)
                : "\"subnet6\": [ %s ]".formatted(subnet);
    }

    private static String guardedPools(int count) {
        return pool(FIRST_ADDRESS, count / 2, guard(1)) + ", " + pool(0x200, count / 2, guard(2));
    }

    /** Fewer than there are clients if there are others in the space of the addresses. */
    private static String prefixes(boolean few) {
        return prefixes(0, few ? 61 : 59, 64, "") + ", " + prefixes(0x40, 58, 62, "");
    }

    private static String guardedPrefixes() {
        return prefixes(0, 60, 64, guard(1))
                + ", "
                + prefixes(0x10, 60, 63, guard(1))
                + ", "
                + prefixes(0x20, 60, 64, guard(2))
                + ", "
                + prefixes(0x30, 60, 63, guard(2));
    }

    private static String guard(int server) {
        return ", \"client-class\": \"HA_server" + server + "\"";
    }

    private static String pool(int first, int count, String guard) {
        return "{ \"pool\": \"2001:db8:1::%x-2001:db8:1::%x\"%s }"
                .formatted(first, first + count - 1, guard);
    }

    private static String prefixes(int first, int length, int delegated, String guard) {
        return "{ \"prefix\": \"2001:db8:8000:%x::\", \"prefix-len\": %d, \"delegated-len\": %d%s }"
                .formatted(first, length, delegated, guard);
    }
}
