package io.tandem6.server.node;

import io.tandem6.server.control.Command;
import io.tandem6.server.pipeline.Replicator;
import io.tandem6.server.pipeline.ServiceGate;
import io.tandem6.server.service.DhcpService;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The HA relationships of a server, or none. */
public final class Relationships {
    private final DhcpService service;

    Relationships(DhcpService service) {
        this.service = service;
    }

    ServiceGate gate() {
        return query ->
                service.state().isOn()
                        ? new ServiceGate.Admission.Serve(Set.of())
                        : new ServiceGate.Admission.ServiceDisabled();
    }

    Replicator replicator() {
        return Replicator.NONE;
    }

    List<Command> commands() {
        return List.of();
    }

    void start() {}

    /** The HA part of {@code status-get}. */
    public ArrayNode status() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
