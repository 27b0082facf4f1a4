package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.config.HaSettings.Role;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.ServerState.Updates;
import io.tandem6.server.peer.UpdateQueue.Treatment;
import io.tandem6.server.pipeline.Acknowledgements;
import io.tandem6.server.pipeline.Replicator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells the other servers of lease changes: the partner in the states that say so, and before the
 * client is answered; backup servers always, and in general without waiting for them. For a partner
 * that is out of reach for the time being changes are kept, in the state that says so.
 */
final class LeaseReplication implements Replicator {
    private final HaSettings settings;
    private final Relationship relationship;
    private final UpdateNumbers numbers;
    private final List<UpdateQueue> awaited = new ArrayList<>();
    private final List<UpdateQueue> informed = new ArrayList<>();
    private final UpdateLog log;
    private final Backlog backlog;
    private final Optional<UpdateQueue> partner;
    private final Optional<Continuity> continuity;
    private @Nullable BacklogTransfer transfer;

    LeaseReplication(
            HaSettings settings,
            Relationship relationship,
            PeerTransport transport,
            PeerCommands commands,
            UpdateNumbers numbers,
            UpdateLog log,
            Optional<Continuity> continuity) {
        this.settings = settings;
        this.continuity = continuity;
        this.relationship = relationship;
        this.numbers = numbers;
        this.log = log;
        backlog = new Backlog(settings.delayedUpdatesLimit());
        partner =
                settings.partner()
                        .map(
                                peer ->
                                        new UpdateQueue(
                                                peer,
                                                transport,
                                                commands,
                                                numbers,
                                                this::partnersTreatment,
                                                this::finished));
        for (Peer peer : settings.peers()) {
            if (peer.role() == Role.BACKUP && !peer.name().equals(settings.thisServerName())) {
                (settings.waitBackupAck() ? awaited : informed)
                        .add(
                                new UpdateQueue(
                                        peer,
                                        transport,
                                        commands,
                                        numbers,
                                        () -> Treatment.SEND,
                                        this::finished));
            }
        }
    }

    @Override
    public void replicate(List<LeaseChange> changes, Replicated done) {
        if (changes.isEmpty() || !settings.sendLeaseUpdates()) {
            done.completed(true);
            return;
        }
        for (UpdateQueue queue : informed) {
            // A backup that falls behind must be synchronized by the operator in any case.
            queue.offer(changes, verdict -> {});
        }
        List<LeaseChange> kept = List.copyOf(changes);
        Optional<Continuity> tracking = continuity.filter(c -> c.account().isKept());
        if (tracking.isPresent()) {
            awaitBackups(kept, done, () -> tracking.get().courier().await(kept, done));
            return;
        }
        Acknowledgements acknowledgements =
                new Acknowledgements(awaited.size() + (partner.isPresent() ? 1 : 0), done);
        for (UpdateQueue queue : awaited) {
            offer(queue, kept, verdict -> acknowledgements.add(verdict == UpdateVerdict.ACCEPTED));
        }
        partner.ifPresent(
                queue ->
                        offer(
                                queue,
                                kept,
                                verdict -> acknowledgements.add(mayAnswer(verdict, kept))));
        acknowledgements.begin();
    }

    @Override
    public void prepare(List<LeaseChange> changes, Consumer<Boolean> next) {
        continuity.ifPresentOrElse(
                c -> c.account().prepare(changes, next), () -> next.accept(true));
    }

    /** Where backup servers are waited for, the partner is told after them. */
    private void awaitBackups(List<LeaseChange> changes, Replicated done, Runnable next) {
        Acknowledgements acknowledgements =
                new Acknowledgements(
                        awaited.size(),
                        all -> {
                            if (all) {
                                next.run();
                            } else {
                                done.completed(false);
                            }
                        });
        for (UpdateQueue queue : awaited) {
            offer(
                    queue,
                    changes,
                    verdict -> acknowledgements.add(verdict == UpdateVerdict.ACCEPTED));
        }
        acknowledgements.begin();
    }

    /** True if the partner has nothing more to hear from here. */
    boolean isIdle() {
        return partner.map(UpdateQueue::isIdle).orElse(true);
    }

    private static void offer(
            UpdateQueue queue, List<LeaseChange> changes, Consumer<UpdateVerdict> done) {
        if (!queue.offer(changes, done)) {
            done.accept(UpdateVerdict.REFUSED);
        }
    }

    /** How far the partner's updates are. */
    HeartbeatAnswer.Progress progress() {
        return new HeartbeatAnswer.Progress(
                Stream.concat(
                                partner.flatMap(UpdateQueue::settled).stream(),
                                continuity.map(c -> c.courier().settledUpdate()).stream())
                        .max(Comparator.naturalOrder())
                        .orElse(numbers.none()),
                numbers.last());
    }

    /** Goes on with what waited for the HA state. */
    void stateChanged() {
        partner.ifPresent(UpdateQueue::pump);
    }

    /** Sends the partner the changes that were kept for it. */
    void sendBacklog() {
        transfer =
                new BacklogTransfer(
                        backlog,
                        partner.orElseThrow(),
                        log.log(),
                        successful ->
                                relationship.handle(
                                        new HaEvent.BacklogFinished(
                                                relationship.moment(), successful)));
        transfer.begin();
    }

    /** Tells the partner what it may not know; {@code done} alone hears of it. */
    void supplement(List<LeaseChange> changes, Consumer<PeerResult> done) {
        partner.orElseThrow().supplement(changes, done);
    }

    /** Forgets the changes that were kept for it. */
    void dropBacklog() {
        backlog.clear();
        if (transfer != null) {
            transfer.abandon();
            transfer = null;
        }
    }

    private Treatment partnersTreatment() {
        HaState state = relationship.state();
        if (relationship.isStopped()) {
            return Treatment.WITHHOLD;
        }
        if (state.updates() == Updates.SENT) {
            return Treatment.SEND;
        }
        return state.holdsUpdates() ? Treatment.HOLD : Treatment.WITHHOLD;
    }

    /**
     * Whether the client may be answered as far as the partner is concerned. Where the state has
     * changes kept for a partner out of reach, that includes those with which it was found to be
     * so: the lease is on disk here, and the partner hears of it later. A change that the partner
     * refused is not kept, since it would refuse it again. Nothing is kept either once the
     * relationship has ended.
     */
    private boolean mayAnswer(UpdateVerdict verdict, List<LeaseChange> changes) {
        if (relationship.isStopped()) {
            return verdict == UpdateVerdict.ACCEPTED;
        }
        return switch (verdict) {
            case ACCEPTED -> true;
            case CONFLICT, REFUSED -> false;
            case UNREACHABLE ->
                    relationship.state().updates() == Updates.QUEUED
                            && queued(backlog.addEarlier(changes));
            case WITHHELD ->
                    relationship.state().updates() == Updates.QUEUED
                            ? queued(backlog.add(changes))
                            : countUnsent();
        };
    }

    /**
     * A backlog that is too long costs a synchronization later on, and no client its answer now.
     */
    private boolean queued(boolean fits) {
        relationship.handle(new HaEvent.UpdateQueued(relationship.moment(), !fits));
        return relationship.state().serviceWanted();
    }

    /**
     * What the partner was not told is counted, so that it knows to ask. The client is answered if
     * this server still serves; if it does not, others may have given its lease away by now.
     */
    private boolean countUnsent() {
        relationship.handle(new HaEvent.UpdateWithheld(relationship.moment()));
        return relationship.state().serviceWanted();
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
}
