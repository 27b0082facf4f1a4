package io.tandem6.server.peer;

import io.tandem6.config.HaSettings.Peer;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.peer.LeaseSync.Outcome;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Brings other servers' leases here in the way that fits: two Tandem6 servers with an agreement
 * tell each other what they miss, while both serve; from all others the leases are fetched. Event
 * loop only.
 */
final class Synchronization {
    private final Relationship relationship;
    private final Fetching fetching;
    private final Optional<Continuity> continuity;

    Synchronization(Relationship relationship, Fetching fetching, Optional<Continuity> continuity) {
        this.relationship = relationship;
        this.fetching = fetching;
        this.continuity = continuity;
    }

    /** Begins for the state machine, which hears of the end unless it gives up before. */
    void start(Peer partner) {
        Optional<Continuity> agreed = agreed();
        if (agreed.isPresent()) {
            agreed.get().sync(this::finished);
        } else {
            fetching.start(partner);
        }
    }

    private void finished(boolean successful) {
        relationship.handle(new HaEvent.SyncFinished(relationship.moment(), successful));
    }

    /** The state machine no longer wants it. */
    void abandon() {
        fetching.abandon();
        continuity.ifPresent(Continuity::abandonSync);
    }

    /**
     * Brings a peer's leases at the operator's request, whatever the state.
     *
     * @param maxPeriodSeconds after how long a peer that stops serves again by itself, if ever
     */
    void byOperator(Peer source, OptionalLong maxPeriodSeconds, Consumer<Outcome> done) {
        Optional<Continuity> agreed = agreed().filter(c -> isPartner(source));
        if (agreed.isPresent()) {
            agreed.get().fetchAll(done);
        } else {
            fetching.byOperator(source, maxPeriodSeconds, done);
        }
    }

    private Optional<Continuity> agreed() {
        return continuity.filter(Continuity::reconciles);
    }

    private boolean isPartner(Peer peer) {
        return relationship.state().settings().partner().equals(Optional.of(peer));
    }
}
