package io.tandem6.server.peer;

import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.service.DhcpService;
import io.tandem6.server.service.ServiceState;
import java.util.OptionalLong;

/**
 * Switches the DHCP service in the name of one relationship, which is one of Kea's origins, and
 * tells its state machine when anything but its own wish has the service off. Event loop only.
 *
 * <p>A backup server has its service off until the operator switches it on. That is therefore not a
 * wish, which nobody could overrule, but as good as a command in the name of this side.
 */
final class ServiceOrigin {
    private final int id;
    private final DhcpService service;
    private final Relationship relationship;
    private Runnable unsubscribe = () -> {};

    /**
     * Does nothing yet.
     *
     * @param id number of the relationship, from 0
     */
    ServiceOrigin(int id, DhcpService service, Relationship relationship) {
        this.id = id;
        this.service = service;
        this.relationship = relationship;
    }

    /** True if the DHCP service is on, whoever wants it. */
    boolean isOn() {
        return service.state().isOn();
    }

    /** Looks whenever somebody switches the service, until {@link #end}. */
    void start() {
        unsubscribe = service.onChange(this::look);
    }

    /** Tells the state machine whether others have the service off, if that is news to it. */
    void look() {
        boolean blocked = service.state().isBlockedFor(id);
        if (blocked != relationship.state().serviceBlocked()) {
            relationship.handle(new HaEvent.ServiceBlocked(relationship.moment(), blocked));
        }
    }

    /** Switches the service as the state in force has it, after {@code event}. */
    void follow(ServerState before, HaEvent event) {
        if (isSwitchedOff(before, event, relationship.state().current())) {
            service.disable(origin(), OptionalLong.empty());
        }
        // What was switched off may have moved the state machine again.
        service.setWanted(id, isWanted(relationship.state()));
    }

    /** A backup server begins with its service off, also when it begins anew. */
    static boolean isSwitchedOff(ServerState before, HaEvent event, ServerState after) {
        return after == ServerState.BACKUP
                && (before != ServerState.BACKUP || event instanceof HaEvent.ResetRequested);
    }

    /** True if the relationship has nothing against the service. */
    static boolean isWanted(HaState state) {
        return state.serviceWanted() || state.current() == ServerState.BACKUP;
    }

    /**
     * Has no say from now on, but for its last wish: whoever goes on without HA must say that this
     * relationship wants the service on.
     */
    void end() {
        unsubscribe.run();
        service.setWanted(id, relationship.state().serviceWanted());
        service.enable(origin());
    }

    private long origin() {
        return ServiceState.HA_LOCAL + id;
    }
}
