package io.tandem6.server.peer;

import io.tandem6.control.ControlResponse;
import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.ha.HaEvent;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Does what the partner asks of this server, or tells it, in commands. Event loop only. */
final class PartnerRequests {
    private final Relationship relationship;
    private final Heartbeats heartbeats;
    private final Fetching fetching;
    private final LeaseReplication replication;
    private final Optional<Continuity> continuity;

    PartnerRequests(
            Relationship relationship,
            Heartbeats heartbeats,
            Fetching fetching,
            LeaseReplication replication,
            Optional<Continuity> continuity) {
        this.relationship = relationship;
        this.heartbeats = heartbeats;
        this.fetching = fetching;
        this.replication = replication;
        this.continuity = continuity;
    }

    /**
     * What the partner hears of this server when it asks.
     *
     * @param arguments of its heartbeat
     */
    ObjectNode heartbeat(HaArguments arguments) {
        boolean greets = arguments.map().has(Greeting.KEY);
        if (greets && isPartner(arguments.map())) {
            continuity.ifPresent(c -> c.hearing().heardRequest(arguments.map()));
        }
        return HeartbeatAnswer.encode(
                relationship.state(),
                arguments.asksForSettledUpdate()
                        ? Optional.of(replication.progress())
                        : Optional.empty(),
                continuity.filter(c -> greets).map(Continuity::greeting),
                relationship.moment().wallClock());
    }

    /**
     * Takes a lease update of a partner that is Tandem6.
     *
     * @return false if there is no such partner
     */
    boolean update(JsonNode arguments, Consumer<ControlResponse> answer) {
        if (continuity.isEmpty() || relationship.isStopped() || !isPartner(arguments)) {
            return false;
        }
        continuity.get().receive(nameIn(arguments), arguments, answer);
        return true;
    }

    /** The partner has fetched this server's leases. A Kea keeps to itself what it has besides. */
    void fetched() {
        relationship.handle(new HaEvent.SyncCompleteNotified(relationship.moment()));
        if (!heartbeats.isPartnerTandem6()) {
            relationship.state().settings().partner().ifPresent(fetching::inReturn);
        }
    }

    /** Lets the partner use what is this server's; {@code done} runs when that is on disk. */
    void handOver(Runnable done) {
        continuity.ifPresentOrElse(c -> c.takeOver().byPartner(done), done);
    }

    private boolean isPartner(JsonNode arguments) {
        String name = nameIn(arguments);
        return relationship
                .state()
                .settings()
                .partner()
                .filter(p -> p.name().equals(name))
                .isPresent();
    }

    private static String nameIn(JsonNode arguments) {
        return arguments.path("server-name").asString("");
    }
}
