package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.identity.Duid;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.pipeline.ServiceGate;
import java.util.Optional;

/**
 * Which clients of the partner are answered here although it does not count as down: it does not
 * answer, and they have waited.
 */
final class EarlyService {
    /** A client that has waited for so long in vain is answered in the partner's place. */
    private static final int EARLY_MILLIS = 500;

    private final HaSettings settings;
    private final Relationship relationship;
    private final Handshake handshake;
    private final Contact contact;

    EarlyService(
            HaSettings settings, Relationship relationship, Handshake handshake, Contact contact) {
        this.settings = settings;
        this.relationship = relationship;
        this.handshake = handshake;
        this.contact = contact;
    }

    /** True if a message to the partner is answered here, since the partner does not do it. */
    boolean servesInPlaceOfPartner(ServiceGate.Query query) {
        HaState state = relationship.state();
        return handshake.isInForce()
                && (!contact.isUp() || isPartnerIdle())
                && query.isDue(EARLY_MILLIS)
                && (state.isNormal() || state.current() == ServerState.COMMUNICATION_RECOVERY)
                && !state.paused()
                && state.maintenance() == HaState.MaintenanceCommand.NONE
                && settings.self().autoFailover();
    }

    /** The partner is there and serves nobody, as one that is starting or whose disk is full. */
    private boolean isPartnerIdle() {
        ServerState partner = relationship.state().partner().state();
        return handshake.isPartnerStuck()
                || partner == ServerState.WAITING
                || partner == ServerState.SYNCING
                || partner == ServerState.READY;
    }

    /** The DUID of a partner in whose name messages are answered too. */
    Optional<Duid> partnerId() {
        return handshake.isInForce() ? handshake.memory().partnerId() : Optional.empty();
    }
}
