package io.tandem6.server.node;

import io.tandem6.config.HaSettings;
import io.tandem6.server.control.Command;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.lease.ReceivedUpdates;
import io.tandem6.server.peer.HaCommands;
import io.tandem6.server.peer.HaStatus;
import io.tandem6.server.peer.HighAvailability;
import io.tandem6.server.pipeline.Replicator;
import io.tandem6.server.pipeline.ServiceGate;
import io.tandem6.server.service.DhcpService;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;

/** The HA relationship of a server, or what takes its place in a server that stands alone. */
public final class Relationships {
    private final DhcpService service;
    private final Optional<HighAvailability> relationship;

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
            ReceivedUpdates received,
            ServerNode.Ports ports) {
        if (settings.size() > 1) {
            throw new IllegalArgumentException("more than one HA relationship");
        }
        this.service = service;
        this.relationship =
                settings.stream()
                        .findFirst()
                        .map(
                                one ->
                                        new HighAvailability(
                                                0,
                                                one,
                                                ports.loop(),
                                                ports.peers(),
                                                service,
                                                leases,
                                                writer,
                                                received,
                                                ports.log()));
    }

    /** Says which messages are ours to answer. */
    ServiceGate gate() {
        return relationship.<ServiceGate>map(ha -> ha).orElse(this::admitAlone);
    }

    private ServiceGate.Admission admitAlone(ServiceGate.Query query) {
        return service.state().isOn()
                ? new ServiceGate.Admission.Serve(Set.of())
                : new ServiceGate.Admission.ServiceDisabled();
    }

    Replicator replicator() {
        return relationship.map(HighAvailability::replicator).orElse(Replicator.NONE);
    }

    List<Command> commands() {
        return relationship.map(ha -> HaCommands.of(List.of(ha), service)).orElse(List.of());
    }

    void start() {
        relationship.ifPresent(HighAvailability::start);
    }

    void stop() {
        relationship.ifPresent(HighAvailability::stop);
    }

    /** This server's HA state, if it has a relationship. */
    Optional<ServerState> state() {
        return relationship.map(ha -> ha.state().current());
    }

    /** The HA part of {@code status-get}, empty without a relationship. */
    public ArrayNode status() {
        return HaStatus.of(relationship.stream().toList());
    }
}
