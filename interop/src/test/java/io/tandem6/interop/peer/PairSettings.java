package io.tandem6.interop.peer;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What differs between the pairs of the tests.
 *
 * @param mode how they share the work
 * @param heartbeatDelayMillis time between heartbeats
 * @param maxResponseDelayMillis silence after which the partner may have failed
 * @param maxAckDelayMillis how long a client has to have been trying to be counted
 * @param maxUnackedClients more such clients mean that it has failed
 * @param delayedUpdatesLimit leases kept for a partner that cannot be reached, 0 for none; only 0
 *     in hot standby
 * @param pools addresses to give out, in Kea's notation: one pool in hot standby, in load balancing
 *     one for each half
 * @param relationship more members of the relationship, each with a comma behind it, or nothing
 */
public record PairSettings(
        Mode mode,
        int heartbeatDelayMillis,
        int maxResponseDelayMillis,
        int maxAckDelayMillis,
        int maxUnackedClients,
        int delayedUpdatesLimit,
        List<String> pools,
        String relationship) {
    private static final String FIRST_POOL = "2001:db8:1::1:0 - 2001:db8:1::1:ffff";
    private static final String SECOND_POOL = "2001:db8:1::2:0 - 2001:db8:1::2:ffff";

    /** Hot standby with quick timers and a pool that no test empties. */
    public static final PairSettings QUICK =
            new PairSettings(Mode.HOT_STANDBY, 1000, 8000, 2000, 3, 0, List.of(FIRST_POOL), "");

    /**
     * Timers for tests that kill servers often. The standby needs no waiting clients to take over;
     * a load balancing server does, because its partner's clients are all it has to tell that the
     * partner is not merely unreachable.
     */
    public static PairSettings veryQuick(Mode mode) {
        return switch (mode) {
            case HOT_STANDBY ->
                    new PairSettings(mode, 500, 4000, 1000, 0, 0, List.of(FIRST_POOL), "");
            case LOAD_BALANCING ->
                    new PairSettings(
                            mode, 500, 4000, 1000, 2, 100, List.of(FIRST_POOL, SECOND_POOL), "");
        };
    }

    /** The same with one other pool. */
    public PairSettings withPool(String newPool) {
        return new PairSettings(
                mode,
                heartbeatDelayMillis,
                maxResponseDelayMillis,
                maxAckDelayMillis,
                maxUnackedClients,
                delayedUpdatesLimit,
                List.of(newPool),
                relationship);
    }

    /** The same with another number of leases that are kept for an unreachable partner. */
    public PairSettings withDelayedUpdatesLimit(int newLimit) {
        return new PairSettings(
                mode,
                heartbeatDelayMillis,
                maxResponseDelayMillis,
                maxAckDelayMillis,
                maxUnackedClients,
                newLimit,
                pools,
                relationship);
    }

    /** The same with another number of waiting clients that may be ignored. */
    public PairSettings withMaxUnackedClients(int newMaximum) {
        return new PairSettings(
                mode,
                heartbeatDelayMillis,
                maxResponseDelayMillis,
                maxAckDelayMillis,
                newMaximum,
                delayedUpdatesLimit,
                pools,
                relationship);
    }

    /** The same between two Tandem6, which are to have continuity or not. */
    public PairSettings withContinuity(boolean enabled) {
        return withContinuity("\"enabled\": " + enabled);
    }

    /** The same between two Tandem6, with members of the map {@code continuity}. */
    public PairSettings withContinuity(String members) {
        return new PairSettings(
                mode,
                heartbeatDelayMillis,
                maxResponseDelayMillis,
                maxAckDelayMillis,
                maxUnackedClients,
                delayedUpdatesLimit,
                pools,
                "\"user-context\": { \"tandem6\": { \"continuity\": { %s } } }, "
                        .formatted(members));
    }

    /** The elements of {@code pools} in the configuration. */
    String poolElements() {
        return elements(pools.stream().map(pool -> "\"pool\": \"" + pool + "\""));
    }

    /** The elements of {@code pd-pools} in the configuration, as many as there are pools. */
    String prefixPoolElements() {
        return elements(
                Stream.of("2001:db8:8000::", "2001:db8:9000::")
                        .limit(pools.size())
                        .map(
                                prefix ->
                                        "\"prefix\": \"%s\", \"prefix-len\": 40, \"delegated-len\": 56"
                                                .formatted(prefix)));
    }

    /** Each half's elements are for the clients whom the hash of their DUID gives to that half. */
    private String elements(Stream<String> bodies) {
        List<String> all = bodies.toList();
        if (mode == Mode.HOT_STANDBY) {
            return all.stream().map("{ %s }"::formatted).collect(Collectors.joining(", "));
        }
        return Stream.of(Half.values())
                .map(
                        half ->
                                "{ %s, \"client-class\": \"HA_%s\" }"
                                        .formatted(all.get(half.ordinal()), half.serverName()))
                .collect(Collectors.joining(", "));
    }
}
