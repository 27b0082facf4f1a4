package io.tandem6.server.peer;

import io.tandem6.control.ControlResponse;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseJson;
import io.tandem6.server.lease.LeaseStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answer to a partner's update in the making, in the form of Kea's to {@code
 * lease6-bulk-apply}: which leases were not taken, and what is known here instead.
 */
final class BulkAnswer {
    /** In a refusal: the lease that is here is no older than this start of the server. */
    static final String RECENT = "recent";

    /** In an answer: the start of the server that gives it. */
    static final String INCARNATION = "incarnation";

    private final long incarnation;
    private final ArrayNode failed = JsonNodeFactory.instance.arrayNode();

    /**
     * Nothing is refused yet.
     *
     * @param incarnation number of this server's start
     */
    BulkAnswer(long incarnation) {
        this.incarnation = incarnation;
    }

    /** What stands where a lease should is none. */
    void isNoLease(JsonNode node, LeaseJson.LeaseFormatException why) {
        fail(
                node.path("type").asString(""),
                node.path("ip-address").asString(""),
                ControlResponse.ERROR,
                String.valueOf(why.getMessage()));
    }

    /**
     * A lease contradicts what is here.
     *
     * @param stored the lease of that address here, if there is one
     * @param recent no word of it is older than this start of the server
     * @param now Unix time in seconds
     * @param nowMillis the same on the clock that goes on while the machine is suspended
     */
    void contradicts(Lease told, @Nullable Lease stored, boolean recent, long now, long nowMillis) {
        ObjectNode failure =
                fail(
                        told.type().name(),
                        told.address().toString(),
                        ControlResponse.CONFLICT,
                        "another lease is here");
        if (stored != null) {
            ObjectNode lease = LeaseJson.toAnswer(stored);
            long age = now - stored.clientLastTransmission();
            ToldLease.putTime(lease, nowMillis - age * 1000, nowMillis);
            failure.set("lease", lease);
        }
        failure.put(RECENT, recent);
    }

    private ObjectNode fail(String type, String address, int result, String text) {
        ObjectNode failure = failed.addObject();
        failure.put("type", type);
        failure.put("ip-address", address);
        failure.put("result", result);
        failure.put("error-message", text);
        return failure;
    }

    /** The answer, now that storing what was taken has come to an end. */
    ControlResponse after(LeaseStore.Outcome outcome, int changes) {
        return switch (outcome) {
            case LeaseStore.Outcome.Durable ignored -> success(changes);
            case LeaseStore.Outcome.Failed why ->
                    ControlResponse.error("the leases could not be stored: " + why.reason());
            case LeaseStore.Outcome.Superseded ignored ->
                    ControlResponse.error(
                            "another server on the same database has changed the leases"
                                    + " meanwhile");
        };
    }

    /**
     * The answer if all is stored: a success even if nothing was taken, since the partner reads
     * what failed one by one.
     */
    ControlResponse success(int changes) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put(INCARNATION, incarnation);
        if (!failed.isEmpty()) {
            arguments.set("failed-leases", failed);
        }
        return ControlResponse.success(
                "Bulk apply of " + changes + " IPv6 leases completed.", arguments);
    }
}
