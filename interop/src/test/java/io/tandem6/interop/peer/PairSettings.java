package io.tandem6.interop.peer;

/**
 * What differs between the hot standby pairs of the tests.
 *
 * @param heartbeatDelayMillis time between heartbeats
 * @param maxResponseDelayMillis silence after which the partner may have failed
 * @param maxAckDelayMillis how long a client has to have been trying to be counted
 * @param maxUnackedClients more such clients mean that it has failed
 * @param pool addresses to give out, in Kea's notation
 */
public record PairSettings(
        int heartbeatDelayMillis,
        int maxResponseDelayMillis,
        int maxAckDelayMillis,
        int maxUnackedClients,
        String pool) {
    /** Quick timers and a pool that no test empties. */
    public static final PairSettings QUICK =
            new PairSettings(1000, 8000, 2000, 3, "2001:db8:1::1:0 - 2001:db8:1::1:ffff");

    /** The same with another pool. */
    public PairSettings withPool(String newPool) {
        return new PairSettings(
                heartbeatDelayMillis,
                maxResponseDelayMillis,
                maxAckDelayMillis,
                maxUnackedClients,
                newPool);
    }
}
