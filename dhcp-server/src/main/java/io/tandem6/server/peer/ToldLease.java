package io.tandem6.server.peer;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseJson;
import io.tandem6.server.continuity.OutstandingLease;
import io.tandem6.server.continuity.SentLease;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one of two Tandem6 servers says to the other about an address.
 *
 * @param lease in the receiver's time
 * @param asks the sender gives the address to nobody before the receiver has agreed
 * @param unwanted no client has given it back
 * @param forced an operator wants it so
 */
record ToldLease(Lease lease, boolean asks, boolean unwanted, boolean forced) {
    private static final String ASKS = "asks";
    private static final String UNWANTED = "unwanted";
    private static final String FORCED = "forced";

    /** The lease as it is told, at {@code nanos} of the clock that includes suspension. */
    static ObjectNode encode(SentLease sent, long nanos) {
        ObjectNode node = LeaseJson.toAnswer(sent.lease());
        putTime(node, heardMillis(sent.entry()), nanos / 1_000_000);
        putManner(node, sent.entry());
        return node;
    }

    /** When the client was heard, by this server's monotonic clock. */
    static long heardMillis(OutstandingLease entry) {
        OutstandingLease.Times times = entry.times();
        return times.since() / 1_000_000 - times.age() * 1000;
    }

    /** Wall clocks may differ, and what travels slowly is older when it arrives. */
    static void putTime(ObjectNode node, long heardMillis, long nowMillis) {
        node.put("age", Math.floorDiv(nowMillis - heardMillis, 1000L));
        node.put("heard", heardMillis);
    }

    /** Adds to a lease in JSON what else is to be said of it. */
    private static void putManner(ObjectNode node, OutstandingLease entry) {
        if (entry.asks()) {
            node.put(ASKS, true);
        }
        switch (entry.end()) {
            case WANTED -> {}
            case EXPIRED, WITHDRAWN -> node.put(UNWANTED, true);
            case FORCED -> node.put(FORCED, true);
        }
    }

    /** Reads that again. */
    static ToldLease of(Lease lease, JsonNode node) {
        return new ToldLease(
                lease,
                node.path(ASKS).asBoolean(false),
                node.path(UNWANTED).asBoolean(false),
                node.path(FORCED).asBoolean(false));
    }
}
