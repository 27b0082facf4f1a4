package io.tandem6.simulator.server;

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
 * @param loadBalancing both serve, else a primary and its standby
 * @param guarded each server has pools of its own (load balancing only)
 * @param heartbeatDelaySeconds pause between heartbeats
 * @param maxResponseDelaySeconds silence after which communication counts as interrupted
 * @param maxAckDelaySeconds waiting time after which a client counts as unserved
 * @param maxUnackedClients so many unserved clients are tolerated
 * @param validLifetimeSeconds of all leases
 * @param addresses in all pools together
 * @param holdReclaimedSeconds how long an ended lease is remembered
 */
public record PairSettings(
        boolean loadBalancing,
        boolean guarded,
        long heartbeatDelaySeconds,
        long maxResponseDelaySeconds,
        long maxAckDelaySeconds,
        long maxUnackedClients,
        long validLifetimeSeconds,
        int addresses,
        long holdReclaimedSeconds) {
    private static final long[] LIFETIMES = {300, 600, 900, 1200};
    private static final long[] HEARTBEATS = {1, 5, 10};
    private static final long[] RESPONSE_DELAYS = {20, 40, 60};
    private static final long[] HOLDS = {0, 300, 3600};

    /**
     * Settings for a world.
     *
     * @param wantedAddresses so many clients want an address
     * @param mayShare both servers of a load-balancing pair may have the same pools
     */
    public static PairSettings of(int wantedAddresses, boolean mayShare, RandomGenerator random) {
        boolean loadBalancing = random.nextInt(3) == 0;
        return new PairSettings(
                loadBalancing,
                loadBalancing && (random.nextBoolean() || !mayShare),
                HEARTBEATS[random.nextInt(HEARTBEATS.length)],
                RESPONSE_DELAYS[random.nextInt(RESPONSE_DELAYS.length)],
                random.nextLong(3, 11),
                random.nextLong(0, 6),
                LIFETIMES[random.nextInt(LIFETIMES.length)],
                wantedAddresses + 2 * random.nextInt(3),
                HOLDS[random.nextInt(HOLDS.length)]);
    }

    /** The state in which both are when all is well. */
    public ServerState normalState() {
        return loadBalancing ? ServerState.LOAD_BALANCING : ServerState.HOT_STANDBY;
    }

    /** The same with other lifetimes. */
    public PairSettings withValidLifetime(long seconds) {
        return new PairSettings(
                loadBalancing,
                guarded,
                heartbeatDelaySeconds,
                maxResponseDelaySeconds,
                maxAckDelaySeconds,
                maxUnackedClients,
                seconds,
                addresses,
                holdReclaimedSeconds);
    }

    /** The configuration of the server with this number. */
    public ServerConfig config(int server) {
        String name = "server" + (server + 1);
        ParseResult<ServerConfig> parsed =
                new Dhcp6Parser(TextResolver.NONE, new Dhcp6ParserOptions(Optional.of(name), false))
                        .parse(name, text());
        return parsed.config()
                .orElseThrow(() -> new IllegalStateException(parsed.problems().toString()));
    }

    /** The configuration, the same for both servers. */
    public String text() {
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
                  "peers": [
                    { "name": "server1", "url": "http://192.0.2.1:8000/", "role": "primary" },
                    { "name": "server2", "url": "http://192.0.2.2:8000/", "role": "%s" }
                  ] } ] } } ],
            "subnet6": [ { "id": 1, "subnet": "2001:db8:1::/64", "interface": "eth0",
                "pools": [ %s ], "pd-pools": [ %s ] } ] } }
        """
                .formatted(
                        validLifetimeSeconds,
                        validLifetimeSeconds * 6 / 10,
                        validLifetimeSeconds * 4 / 10,
                        validLifetimeSeconds * 7 / 10,
                        validLifetimeSeconds / 2,
                        holdReclaimedSeconds,
                        loadBalancing ? "load-balancing" : "hot-standby",
                        heartbeatDelaySeconds * 1000,
                        maxResponseDelaySeconds * 1000,
                        maxAckDelaySeconds * 1000,
                        maxUnackedClients,
                        loadBalancing ? "secondary" : "standby",
                        guarded ? guardedPools() : pool(0x100, addresses, ""),
                        guarded
                                ? guardedPrefixes()
                                : prefixes(0, 59, "") + prefixes(0x20, 60, "", true));
    }

    private String guardedPools() {
        return pool(0x100, addresses / 2, guard(1)) + ", " + pool(0x200, addresses / 2, guard(2));
    }

    private static String guardedPrefixes() {
        return prefixes(0, 60, guard(1))
                + prefixes(0x10, 61, guard(1), true)
                + prefixes(0x20, 60, guard(2), true)
                + prefixes(0x30, 61, guard(2), true);
    }

    private static String guard(int server) {
        return ", \"client-class\": \"HA_server" + server + "\"";
    }

    private static String pool(int first, int count, String guard) {
        return "{ \"pool\": \"2001:db8:1::%x-2001:db8:1::%x\"%s }"
                .formatted(first, first + count - 1, guard);
    }

    private static String prefixes(int first, int length, String guard) {
        return "{ \"prefix\": \"2001:db8:8000:%x::\", \"prefix-len\": %d, \"delegated-len\": 64%s }"
                .formatted(first, length, guard);
    }

    private static String prefixes(int first, int length, String guard, boolean more) {
        return (more ? ", " : "") + prefixes(first, length, guard);
    }
}
