package io.tandem6.server.peer;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseJson;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.UpdateNumber;
import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.continuity.SentLease;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.service.ServiceState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The commands that servers send each other, as JSON. They carry what every version of Kea from 2.0
 * on wants to see, since the partner's is not known; none minds what is meant for another.
 *
 * @param serverName this server's name, by which a partner of several knows the relationship
 * @param relationship number of the relationship, from 0
 */
record PeerCommands(String serverName, int relationship) {
    private static final String ORIGIN = "ha-partner";
    private static final String ONLY_NEWER = "only-newer";

    /** {@code greeting} is what a Tandem6 server says to another one. */
    ObjectNode heartbeat(Optional<ObjectNode> greeting) {
        ObjectNode arguments = map();
        arguments.put("server-name", serverName);
        arguments.put(HeartbeatAnswer.SETTLED, true);
        greeting.ifPresent(said -> arguments.set(Greeting.KEY, said));
        return command("ha-heartbeat", arguments);
    }

    ObjectNode reset() {
        ObjectNode arguments = map();
        arguments.put("server-name", serverName);
        return command("ha-reset", arguments);
    }

    /** Puts the partner into maintenance, or ends that; {@code state} is the sender's. */
    ObjectNode maintenance(boolean cancel, ServerState state) {
        ObjectNode arguments = map();
        arguments.put("cancel", cancel);
        arguments.put("server-name", serverName);
        arguments.put("state", state.wireName());
        return command("ha-maintenance-notify", arguments);
    }

    /** Stops the partner's service, for a number of seconds if one is given. */
    ObjectNode disable(OptionalLong maxPeriodSeconds) {
        ObjectNode arguments = map();
        maxPeriodSeconds.ifPresent(seconds -> arguments.put("max-period", seconds));
        arguments.put("origin", ORIGIN);
        arguments.put("origin-id", originId());
        return command("dhcp-disable", arguments);
    }

    ObjectNode enable() {
        ObjectNode arguments = map();
        arguments.put("origin", ORIGIN);
        arguments.put("origin-id", originId());
        return command("dhcp-enable", arguments);
    }

    /** Asks for leases: {@code from} is {@code start} or the address after which to go on. */
    ObjectNode page(String from, long limit) {
        ObjectNode arguments = map();
        arguments.put("from", from);
        arguments.put("limit", limit);
        return command("lease6-get-page", arguments);
    }

    /** Unlike in the two commands above, the origin is a number here for all versions. */
    ObjectNode syncComplete() {
        ObjectNode arguments = map();
        arguments.put("origin", originId());
        arguments.put("origin-id", originId());
        arguments.put("server-name", serverName);
        return command("ha-sync-complete-notify", arguments);
    }

    /** Tells of lease changes, each of another address. Kea takes no notice of the number. */
    ObjectNode update(List<LeaseChange> changes, UpdateNumber number) {
        return command("lease6-bulk-apply", updateArguments(changes, number));
    }

    /**
     * The same, for changes that are not the last word: the partner keeps what it has that is
     * newer. Kea does not know of that.
     */
    ObjectNode supplement(List<LeaseChange> changes, UpdateNumber number) {
        return command("lease6-bulk-apply", updateArguments(changes, number).put(ONLY_NEWER, true));
    }

    private ObjectNode updateArguments(List<LeaseChange> changes, UpdateNumber number) {
        ObjectNode arguments = map();
        ArrayNode deleted = arguments.putArray("deleted-leases");
        ArrayNode leases = arguments.putArray("leases");
        for (LeaseChange change : changes) {
            (isDeletion(change) ? deleted : leases).add(LeaseJson.toUpdate(change.lease()));
        }
        arguments.put("origin", ORIGIN);
        arguments.put("server-name", serverName);
        arguments.set("update-number", number.encode());
        return arguments;
    }

    /**
     * Tells a partner that is Tandem6 of leases.
     *
     * @param seen the last update of the partner's that was taken
     * @param nanos the loop's time that includes suspension
     */
    ObjectNode update(
            List<SentLease> batch, UpdateNumber number, Optional<UpdateNumber> seen, long nanos) {
        ObjectNode arguments = map();
        if (batch.size() < UpdateOctets.LEASES_MIN) {
            ArrayNode leases = arguments.putArray("leases");
            batch.forEach(sent -> leases.add(ToldLease.encode(sent, nanos)));
        } else {
            arguments.put(UpdateOctets.OCTETS, UpdateOctets.encode(batch));
            arguments.put(UpdateOctets.SENT, nanos / 1_000_000);
        }
        arguments.put("origin", ORIGIN);
        arguments.put("server-name", serverName);
        ObjectNode said = map();
        seen.ifPresent(update -> said.set("seen", update.encode()));
        said.put("version", Greeting.VERSION);
        arguments.set(Greeting.KEY, said);
        arguments.set("update-number", number.encode());
        return command("lease6-bulk-apply", arguments);
    }

    /**
     * Kea up to 2.6 refuses a whole update for one lease in the state "released". To the partner
     * such a lease is as good as gone: its address is free.
     */
    private static boolean isDeletion(LeaseChange change) {
        return switch (change) {
            case LeaseChange.Delete ignored -> true;
            case LeaseChange.Put(Lease lease) -> lease.state() == LeaseState.RELEASED;
        };
    }

    private long originId() {
        return ServiceState.HA_REMOTE + relationship;
    }

    private static ObjectNode command(String name, ObjectNode arguments) {
        ObjectNode command = map();
        command.set("arguments", arguments);
        command.put("command", name);
        command.putArray("service").add("dhcp6");
        return command;
    }

    private static ObjectNode map() {
        return JsonNodeFactory.instance.objectNode();
    }
}
