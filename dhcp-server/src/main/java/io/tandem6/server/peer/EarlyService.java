package io.tandem6.server.peer;

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

    private final Bond bond;

    EarlyService(Bond bond) {
        this.bond = bond;
    }

    /** True if a message to the partner is answered here, since the partner does not do it. */
    boolean servesInPlaceOfPartner(ServiceGate.Query query) {
        HaState state = bond.relationship().state();
        return bond.handshake().isInForce()
                && (!bond.contact().isUp() || isPartnerIdle())
                && query.isDue(EARLY_MILLIS)
                && (state.isNormal() || state.current() == ServerState.COMMUNICATION_RECOVERY)
                && !state.paused()
                && state.maintenance() == HaState.MaintenanceCommand.NONE
                && bond.settings().self().autoFailover();
    }

    /** The partner is there and serves nobody, as one that is starting or whose disk is full. */
    private boolean isPartnerIdle() {
        ServerState partner = bond.relationship().state().partner().state();
        return bond.handshake().partner().isStuck()
                || partner == ServerState.WAITING
                || partner == ServerState.SYNCING
                || partner == ServerState.READY;
    }

    /** The DUID of a partner in whose name messages are answered too. */
    Optional<Duid> partnerId() {
        return bond.handshake().isInForce()
                ? bond.handshake().memory().partnerId()
                : Optional.empty();
    }
}
