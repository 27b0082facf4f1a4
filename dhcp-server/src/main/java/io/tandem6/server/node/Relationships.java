package io.tandem6.server.node;

import io.tandem6.config.HaSettings;
import io.tandem6.server.control.Command;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.peer.HaCommands;
import io.tandem6.server.peer.HaStatus;
import io.tandem6.server.peer.HighAvailability;
import io.tandem6.server.pipeline.Replicator;
import io.tandem6.server.pipeline.ServiceGate;
import io.tandem6.server.service.DhcpService;
import io.tandem6.server.service.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;

/**
 * The HA relationship of a server, or what takes its place in a server that stands alone. Event
 * loop only.
 */
public final class Relationships {
    private final DhcpService service;
    private final LeaseTable leases;
    private final LeaseWriter writer;
    private final ServerNode.Ports ports;
    private List<HaSettings> settings;
    private List<HighAvailability> relationships;

    /**
     * Prepares the relationship.
     *
     * @param settings the configured relationships, at most one
     */
    Relationships(
            List<HaSettings> settings,
            DhcpService service,
            LeaseTable leases,
            LeaseWriter writer,
            ServerNode.Ports ports) {
        this.service = service;
        this.leases = leases;
        this.writer = writer;
        this.ports = ports;
        this.settings = List.copyOf(settings);
        this.relationships = List.of();
        this.relationships = take(settings, List.of());
    }

    /** The relationships of {@code wanted}: those of {@code kept} as they are, the others new. */
    private List<HighAvailability> take(List<HaSettings> wanted, List<Integer> kept) {
        if (wanted.size() > 1) {
            throw new IllegalArgumentException("more than one HA relationship");
        }
        List<HighAvailability> taken = new ArrayList<>();
        for (int id = 0; id < wanted.size(); id++) {
            taken.add(kept.contains(id) ? relationships.get(id) : create(id, wanted.get(id)));
        }
        return List.copyOf(taken);
    }

    private HighAvailability create(int id, HaSettings one) {
        return new HighAvailability(
                id, one, ports.loop(), ports.peers(), service, leases, writer, ports.log());
    }

    /**
     * Goes on with other relationships; those whose settings stay the same keep their state. The
     * service is not on in between: what is new has it off before what is gone no longer does.
     */
    void reconfigure(List<HaSettings> wanted) {
        RelationshipChange change = RelationshipChange.between(settings, wanted);
        List<HighAvailability> before = relationships;
        List<HighAvailability> after = take(wanted, change.kept());
        change.stopped().forEach(id -> before.get(id).stop());
        relationships = after;
        settings = List.copyOf(wanted);
        change.started().forEach(id -> after.get(id).start());
        before.stream().skip(after.size()).forEach(this::forget);
    }

    /** Nobody is left who could take back what was said for a relationship that is gone. */
    private void forget(HighAvailability gone) {
        service.enable(ServiceState.HA_LOCAL + gone.id());
        service.enable(ServiceState.HA_REMOTE + gone.id());
        service.setWanted(gone.id(), true);
    }

    /** Says which messages are ours to answer. */
    ServiceGate gate() {
        return query ->
                relationships.isEmpty() ? admitAlone() : relationships.getFirst().admit(query);
    }

    private ServiceGate.Admission admitAlone() {
        return service.state().isOn()
                ? new ServiceGate.Admission.Serve(Set.of())
                : new ServiceGate.Admission.ServiceDisabled();
    }

    /**
     * Tells the partner of the moment at which the changes are durable, which after a
     * reconfiguration may not be the one of the moment at which they were decided.
     */
    Replicator replicator() {
        return (changes, done) ->
                relationships.stream()
                        .findFirst()
                        .map(HighAvailability::replicator)
                        .orElse(Replicator.NONE)
                        .replicate(changes, done);
    }

    List<Command> commands() {
        return relationships.isEmpty() ? List.of() : HaCommands.of(relationships, service);
    }

    void start() {
        relationships.forEach(HighAvailability::start);
    }

    void stop() {
        relationships.forEach(HighAvailability::stop);
    }

    /** This server's HA state, if it has a relationship. */
    Optional<ServerState> state() {
        return relationships.stream().findFirst().map(ha -> ha.state().current());
    }

    /** The HA part of {@code status-get}, empty without a relationship. */
    public ArrayNode status() {
        return HaStatus.of(relationships);
    }
}
