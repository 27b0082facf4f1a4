package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.config.HaSettings.Role;
import io.tandem6.lease.ChangePosition;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.Moment;
import io.tandem6.server.ha.ServerState.Updates;
import io.tandem6.server.pipeline.Replicator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the other servers of lease changes: the partner in the states that say so, and before the
 * client is answered; backup servers always, and in general without waiting for them.
 */
final class LeaseReplication implements Replicator {
    /** The part of the driver that replication needs. */
    interface Relationship {
        /** What is remembered now. */
        HaState state();

        /** The time now, with which events are made. */
        Moment moment();

        /** Tells the state machine. */
        void handle(HaEvent event);
    }

    private final HaSettings settings;
    private final Relationship relationship;
    private final List<UpdateQueue> awaited = new ArrayList<>();
    private final List<UpdateQueue> informed = new ArrayList<>();
    private final UpdateLog log;

    LeaseReplication(
            HaSettings settings,
            Relationship relationship,
            PeerTransport transport,
            PeerCommands commands,
            UpdateLog log) {
        this.settings = settings;
        this.relationship = relationship;
        this.log = log;
        settings.partner()
                .ifPresent(
                        partner ->
                                awaited.add(
                                        new UpdateQueue(
                                                partner,
                                                transport,
                                                commands,
                                                this::partnerIsTold,
                                                this::finished)));
        for (Peer peer : settings.peers()) {
            if (peer.role() == Role.BACKUP && !peer.name().equals(settings.thisServerName())) {
                (settings.waitBackupAck() ? awaited : informed)
                        .add(
                                new UpdateQueue(
                                        peer, transport, commands, () -> true, this::finished));
            }
        }
    }

    @Override
    public void replicate(List<LeaseChange> changes, ChangePosition last, Replicated done) {
        if (changes.isEmpty() || !settings.sendLeaseUpdates()) {
            done.completed(true);
            return;
        }
        for (UpdateQueue queue : informed) {
            // A backup that falls behind must be synchronized by the operator in any case.
            queue.offer(changes, last, verdict -> {});
        }
        if (awaited.isEmpty()) {
            done.completed(true);
            return;
        }
        Acknowledgements acknowledgements = new Acknowledgements(awaited.size(), done);
        for (UpdateQueue queue : awaited) {
            if (!queue.offer(
                    changes, last, verdict -> acknowledgements.add(isAcknowledged(verdict)))) {
                acknowledgements.add(false);
            }
        }
    }

    /** The last change that is no longer on its way to the partner, if one was ever sent. */
    Optional<ChangePosition> settledWithPartner() {
        return settings.partner()
                .flatMap(
                        partner ->
                                awaited.stream()
                                        .filter(queue -> queue.peer().equals(partner))
                                        .findFirst())
                .flatMap(UpdateQueue::settled);
    }

    private boolean partnerIsTold() {
        return relationship.state().updates() == Updates.SENT;
    }

    /**
     * What the partner was not told is counted, so that it knows to ask. The client is answered if
     * this server still serves; if it does not, others may have given its lease away by now.
     */
    private boolean isAcknowledged(UpdateVerdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> true;
            case CONFLICT, REFUSED, UNREACHABLE -> false;
            case WITHHELD -> {
                relationship.handle(new HaEvent.UpdateWithheld(relationship.moment()));
                yield relationship.state().serviceWanted();
            }
        };
    }

    private void finished(UpdateQueue.Finished batch) {
        log.finished(batch);
        boolean isPartner = batch.peer().role() != Role.BACKUP;
        if (!isPartner && batch.verdict() != UpdateVerdict.CONFLICT) {
            // Nobody waited for it, and only what the partner does may move the state machine.
            return;
        }
        boolean failed =
                switch (batch.verdict()) {
                    case REFUSED, UNREACHABLE -> isPartner;
                    case ACCEPTED, CONFLICT, WITHHELD -> false;
                };
        relationship.handle(
                new HaEvent.UpdateFinished(
                        relationship.moment(),
                        failed,
                        batch.verdict() == UpdateVerdict.ACCEPTED ? batch.clients() : Set.of(),
                        batch.verdict() == UpdateVerdict.CONFLICT ? batch.clients() : Set.of()));
    }

    /** Waits for every server that must know. */
    private static final class Acknowledgements {
        private final Replicated done;
        private int missing;
        private boolean all = true;

        private Acknowledgements(int missing, Replicated done) {
            this.missing = missing;
            this.done = done;
        }

        private void add(boolean acknowledged) {
            all &= acknowledged;
            missing--;
            if (missing == 0) {
                done.completed(all);
            }
        }
    }
}
