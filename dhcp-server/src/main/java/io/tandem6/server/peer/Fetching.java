package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.peer.LeaseSync.Manner;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has the leases of other servers fetched: the partner's when the state machine wants them, and
 * those of any peer when the operator does. Event loop only.
 */
final class Fetching {
    private final HaSettings settings;
    private final Relationship relationship;
    private final LeaseSync sync;
    private @Nullable SyncRun wantedByState;
    private boolean returning;

    Fetching(HaSettings settings, Relationship relationship, LeaseSync sync) {
        this.settings = settings;
        this.relationship = relationship;
        this.sync = sync;
    }

    /** Begins for the state machine, which hears of the end unless it gives up before. */
    void start(Peer partner) {
        long period = Math.max(1, settings.syncTimeoutMillis() / 1000);
        SyncRun[] started = new SyncRun[1];
        started[0] =
                sync.start(
                        order(
                                partner,
                                OptionalLong.of(period),
                                lacksLeases() ? Manner.SUPPLEMENTED : Manner.PLAIN),
                        outcome -> {
                            if (wantedByState == started[0]) {
                                wantedByState = null;
                                relationship.handle(
                                        new HaEvent.SyncFinished(
                                                relationship.moment(),
                                                outcome instanceof LeaseSync.Outcome.Synchronized));
                            }
                        });
        wantedByState = started[0];
    }

    /**
     * Fetches what only a partner has that has just come back and does not tell it by itself: it
     * was killed before it could, or served alone while this server was away. A server that does
     * not serve yet is about to fetch all of it.
     */
    void inReturn(Peer partner) {
        if (returning
                || !settings.syncLeases()
                || !relationship.state().current().servesClients()) {
            return;
        }
        returning = true;
        sync.start(
                order(partner, OptionalLong.empty(), Manner.IN_RETURN),
                outcome -> returning = false);
    }

    /** The state machine no longer wants it. */
    void abandon() {
        if (wantedByState != null) {
            wantedByState.abandon();
            wantedByState = null;
        }
    }

    /**
     * Fetches the leases of a peer at the operator's request, whatever the state.
     *
     * @param maxPeriodSeconds after how long the peer serves again by itself, if ever
     */
    void byOperator(Peer source, OptionalLong maxPeriodSeconds, Consumer<LeaseSync.Outcome> done) {
        sync.start(
                order(source, maxPeriodSeconds, Manner.PLAIN),
                outcome -> {
                    if (outcome instanceof LeaseSync.Outcome.Failed failed
                            && failed.sourceFailed()
                            && settings.partner().equals(Optional.of(source))) {
                        relationship.handle(new HaEvent.PartnerLost(relationship.moment()));
                    }
                    done.accept(outcome);
                });
    }

    /**
     * True if the partner may never hear of leases that only this server has. A partner that starts
     * as well is about to fetch them.
     */
    private boolean lacksLeases() {
        ServerState partner = relationship.state().partner().state();
        return settings.sendLeaseUpdates()
                && partner != ServerState.WAITING
                && partner != ServerState.SYNCING;
    }

    private LeaseSync.Order order(Peer source, OptionalLong maxPeriodSeconds, Manner manner) {
        return new LeaseSync.Order(
                source,
                settings.syncPageLimit(),
                Duration.ofMillis(settings.syncTimeoutMillis()),
                maxPeriodSeconds,
                manner);
    }
}
