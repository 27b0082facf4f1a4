package io.tandem6.server.pipeline;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.message.MessageType;
import io.tandem6.server.exchange.Decision;
import io.tandem6.server.exchange.DropReason;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.pipeline.Replies.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * From the decision to the reply: what was decided is stored here and at the partner, then the
 * client hears of it.
 *
 * <p>Invariant: a reply that promises a lease leaves after the lease is on disk here and after the
 * partner, if it must know, has acknowledged it. Until then the exchange is parked; when either
 * fails there is no reply, and the client asks again. While it is known that nothing can be stored,
 * nothing is offered either, so that clients turn to another server.
 */
final class Settlement {
    /**
     * Exchanges that may wait for the disk. Waiting for the partner has the configured limit, which
     * is too low here: while one batch is made durable the next one comes together.
     */
    static final int STORING_MAX = 8192;

    private final EventLoop loop;
    private final LeaseView leases;
    private final LeaseWriter writer;
    private final Replicator replicator;
    private final Replies replies;
    private final PacketEvents events;
    private final Consumer<Attempt> outrun;
    private int storing;
    private int replicating;

    /**
     * Creates the path.
     *
     * @param outrun told when another server that writes the same store was faster, after the table
     *     has learnt what it did
     */
    Settlement(
            EventLoop loop,
            LeaseView leases,
            LeaseWriter writer,
            Replicator replicator,
            Replies replies,
            PacketEvents events,
            Consumer<Attempt> outrun) {
        this.loop = loop;
        this.leases = leases;
        this.writer = writer;
        this.replicator = replicator;
        this.replies = replies;
        this.events = events;
        this.outrun = outrun;
    }

    /** Exchanges that wait for the disk or the partner. */
    int parked() {
        return storing + replicating;
    }

    /** A reply that cannot be sent must not change leases, hence it is encoded first. */
    void settle(Attempt attempt, Decision.Answer answer) {
        replies.encode(attempt, answer)
                .ifPresentOrElse(
                        reply -> settle(attempt, reply),
                        () -> replies.drop(attempt.exchange(), DropReason.REPLY_TOO_LONG));
    }

    private void settle(Attempt attempt, Reply reply) {
        Exchange exchange = attempt.exchange();
        List<LeaseChange> changes = reply.answer().changes();
        report(attempt, reply.answer());
        if (!writer.canStore() && (!changes.isEmpty() || isOffer(reply.answer()))) {
            replies.drop(exchange, DropReason.STORE_FAILED);
        } else if (changes.isEmpty()) {
            replies.send(exchange, reply);
        } else if (isCrowded(attempt.rules().parkedPacketLimit())) {
            replies.drop(exchange, DropReason.PARKED_LIMIT);
        } else {
            prepare(attempt, changes, reply);
        }
    }

    private void report(Attempt attempt, Decision.Answer answer) {
        Set<String> classes = attempt.sender().classification().classes();
        attempt.sender()
                .link()
                .ifPresent(
                        where ->
                                AllocationFailures.of(answer.reply())
                                        .forEach(
                                                type ->
                                                        events.allocationFailed(
                                                                type, where, classes)));
        for (Lease lease : ReusedLeases.of(answer, leases)) {
            events.changing(LeaseEvent.REUSED, lease, lease);
        }
    }

    /** A client that gets an offer asks this server and nobody else for the lease. */
    private static boolean isOffer(Decision.Answer answer) {
        return answer.reply().type() == MessageType.ADVERTISE;
    }

    private boolean isCrowded(int parkedLimit) {
        return storing >= STORING_MAX || (parkedLimit > 0 && replicating >= parkedLimit);
    }

    /** What needs the partner's consent is announced first, and must still be possible then. */
    private void prepare(Attempt attempt, List<LeaseChange> changes, Reply reply) {
        if (!reply.answer().asks()) {
            store(attempt, changes, reply);
            return;
        }
        List<Optional<Lease>> before = stored(changes);
        replicator.prepare(
                changes,
                fits -> {
                    if (fits && stored(changes).equals(before)) {
                        store(attempt, changes, reply);
                    } else {
                        replies.drop(attempt.exchange(), DropReason.NOT_ACKNOWLEDGED);
                    }
                });
    }

    private List<Optional<Lease>> stored(List<LeaseChange> changes) {
        return changes.stream().map(c -> Optional.ofNullable(leases.find(c.address()))).toList();
    }

    /** First to disk here, which the reply waits for. */
    private void store(Attempt attempt, List<LeaseChange> changes, Reply reply) {
        Exchange exchange = attempt.exchange();
        storing++;
        count(exchange.message().type(), changes);
        writer.commit(
                changes,
                outcome -> {
                    storing--;
                    switch (outcome) {
                        case LeaseStore.Outcome.Durable durable ->
                                replicate(exchange, changes, reply);
                        case LeaseStore.Outcome.Failed failed ->
                                replies.drop(exchange, DropReason.STORE_FAILED);
                        case LeaseStore.Outcome.Superseded superseded -> outrun.accept(attempt);
                    }
                });
    }

    private void count(int messageType, List<LeaseChange> changes) {
        long now = loop.epochSecond();
        for (LeaseChange change : changes) {
            Lease before = leases.find(change.address());
            events.changing(
                    LeaseEvent.of(messageType, change, before, now), change.lease(), before);
        }
    }

    /** Then to the partner, whom the reply waits for as well; at last the client hears. */
    private void replicate(Exchange exchange, List<LeaseChange> changes, Reply reply) {
        replicating++;
        replicator.replicate(
                changes,
                new Replicator.Replicated() {
                    @Override
                    public void completed(boolean acknowledged) {
                        replicating--;
                        if (acknowledged) {
                            replies.send(exchange, reply);
                        } else {
                            replies.drop(exchange, DropReason.NOT_ACKNOWLEDGED);
                        }
                    }

                    @Override
                    public boolean mayLead() {
                        return !reply.answer().asks();
                    }

                    @Override
                    public void led(Replicator.LeadTime limit) {
                        replicating--;
                        replies.sendLimited(exchange, reply, limit);
                    }
                });
    }
}
