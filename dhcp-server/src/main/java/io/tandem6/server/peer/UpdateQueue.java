package io.tandem6.server.peer;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.identity.Duid;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.UpdateNumber;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lease updates on their way to one peer. While one batch is with the peer, the exchanges that
 * arrive form the next, so that load makes batches larger instead of making clients wait longer.
 * There is never more than one batch out, which keeps the changes of an address in order.
 *
 * <p>A peer takes a batch as a whole or not at all. A batch that it refuses is sent again in halves
 * until the exchange that it minds is alone; the others must not suffer for it.
 *
 * <p>A batch that is given up may still be in the network and reach the peer much later. Batches
 * are therefore numbered, and {@link #settled} says up to which number none is on its way, so that
 * the peer can tell one that comes too late. Event loop only.
 */
final class UpdateQueue {
    /** Changes in a batch, unless a single exchange has more. */
    static final int BATCH_CHANGES_MAX = 1000;

    /** Exchanges that wait; more are refused. */
    static final int EXCHANGES_MAX = 16_384;

    /** How long a peer may take to answer. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Peer peer;
    private final PeerTransport transport;
    private final PeerCommands commands;
    private final UpdateNumbers numbers;
    private final Supplier<Treatment> treatment;
    private final Consumer<Finished> listener;
    private final Deque<Ahead> ahead = new ArrayDeque<>();
    private final Deque<List<Exchange>> halves = new ArrayDeque<>();
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    private boolean busy;
    private @Nullable UpdateNumber settled;

    /**
     * An empty queue.
     *
     * @param peer who is told
     * @param treatment what is to be done with exchanges, asked again before each batch
     * @param listener hears of each answer, before the exchanges do
     */
    UpdateQueue(
            Peer peer,
            PeerTransport transport,
            PeerCommands commands,
            UpdateNumbers numbers,
            Supplier<Treatment> treatment,
            Consumer<Finished> listener) {
        this.peer = peer;
        this.transport = transport;
        this.commands = commands;
        this.numbers = numbers;
        this.treatment = treatment;
        this.listener = listener;
    }

    /** Takes an exchange; false if there are too many already. */
    boolean offer(List<LeaseChange> changes, Consumer<UpdateVerdict> done) {
        if (waiting.size() >= EXCHANGES_MAX) {
            return false;
        }
        waiting.add(new Exchange(List.copyOf(lastOfEachAddress(changes)), done));
        pump();
        return true;
    }

    /**
     * Sends a batch, each change of another address, before all exchanges and however they are
     * treated, as soon as the one under way is over. {@code done} alone hears of it.
     */
    void sendAhead(List<LeaseChange> changes, Consumer<PeerResult> done) {
        sendAhead(number -> commands.update(changes, number), done);
    }

    /** The same with changes that count only where the peer knows nothing newer. */
    void supplement(List<LeaseChange> changes, Consumer<PeerResult> done) {
        sendAhead(number -> commands.supplement(changes, number), done);
    }

    private void sendAhead(Function<UpdateNumber, ObjectNode> command, Consumer<PeerResult> done) {
        ahead.add(new Ahead(command, done));
        pump();
    }

    /** Who is told. */
    Peer peer() {
        return peer;
    }

    /** The last batch that was answered or given up, if there was one. */
    Optional<UpdateNumber> settled() {
        return Optional.ofNullable(settled);
    }

    /** True if nothing waits and nothing is on its way. */
    boolean isIdle() {
        return !busy && ahead.isEmpty() && halves.isEmpty() && waiting.isEmpty();
    }

    /** Goes on; to be called whenever the treatment may be another. */
    void pump() {
        if (treatment.get() == Treatment.WITHHOLD) {
            withholdAll();
        }
        if (busy) {
            return;
        }
        if (!ahead.isEmpty()) {
            Ahead next = ahead.remove();
            send(next.command(), next.done());
        } else if (treatment.get() == Treatment.SEND && !(halves.isEmpty() && waiting.isEmpty())) {
            List<Exchange> batch = halves.isEmpty() ? nextBatch() : halves.remove();
            List<LeaseChange> changes = batch.stream().flatMap(e -> e.changes().stream()).toList();
            send(number -> commands.update(changes, number), result -> answered(batch, result));
        }
    }

    private void send(Function<UpdateNumber, ObjectNode> command, Consumer<PeerResult> answered) {
        busy = true;
        UpdateNumber number = numbers.next();
        transport.send(
                peer,
                command.apply(number),
                TIMEOUT,
                result -> {
                    settled = number;
                    answered.accept(result);
                    busy = false;
                    pump();
                });
    }

    /**
     * Takes exchanges in the order in which they came, up to the first that changes an address
     * which is in the batch already: a peer deletes before it adds, whatever the order.
     */
    private List<Exchange> nextBatch() {
        List<Exchange> batch = new ArrayList<>();
        Set<Ipv6Address> addresses = new HashSet<>();
        for (Exchange next = waiting.peek(); next != null; next = waiting.peek()) {
            boolean fits = addresses.size() + next.changes().size() <= BATCH_CHANGES_MAX;
            boolean repeats =
                    next.changes().stream().anyMatch(c -> addresses.contains(c.address()));
            if (!batch.isEmpty() && (!fits || repeats)) {
                break;
            }
            next.changes().forEach(c -> addresses.add(c.address()));
            batch.add(waiting.remove());
        }
        return batch;
    }

    private void answered(List<Exchange> batch, PeerResult result) {
        UpdateVerdict verdict = UpdateVerdict.of(result);
        boolean split =
                batch.size() > 1
                        && switch (verdict) {
                            case CONFLICT, REFUSED -> true;
                            case ACCEPTED, UNREACHABLE, WITHHELD -> false;
                        };
        if (split) {
            halves.addFirst(List.copyOf(batch.subList(batch.size() / 2, batch.size())));
            halves.addFirst(List.copyOf(batch.subList(0, batch.size() / 2)));
        } else {
            listener.accept(new Finished(peer, verdict, result, clients(batch)));
            batch.forEach(exchange -> exchange.done().accept(verdict));
        }
    }

    private void withholdAll() {
        List<Exchange> all = new ArrayList<>();
        halves.forEach(all::addAll);
        all.addAll(waiting);
        halves.clear();
        waiting.clear();
        all.forEach(exchange -> exchange.done().accept(UpdateVerdict.WITHHELD));
    }

    private static Set<Duid> clients(List<Exchange> batch) {
        return batch.stream()
                .flatMap(exchange -> exchange.changes().stream())
                .map(change -> change.lease().duid())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Collection<LeaseChange> lastOfEachAddress(List<LeaseChange> changes) {
        Map<Ipv6Address, LeaseChange> last = new LinkedHashMap<>();
        for (LeaseChange change : changes) {
            last.put(change.address(), change);
        }
        return last.values();
    }

    /** What is to be done with exchanges. */
    enum Treatment {
        /** The peer is told. */
        SEND,
        /** It is not known yet whether the peer is to be told. */
        HOLD,
        /** The peer is not to be told. */
        WITHHOLD
    }

    private record Ahead(Function<UpdateNumber, ObjectNode> command, Consumer<PeerResult> done) {}

    private record Exchange(List<LeaseChange> changes, Consumer<UpdateVerdict> done) {}

    /**
     * A batch that is over.
     *
     * @param peer who was told
     * @param verdict what it made of it
     * @param result its answer
     * @param clients whose leases it was about
     */
    record Finished(Peer peer, UpdateVerdict verdict, PeerResult result, Set<Duid> clients) {}
}
