package io.tandem6.server.peer;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.identity.Duid;
import io.tandem6.lease.ChangePosition;
import io.tandem6.lease.LeaseChange;
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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lease updates on their way to one peer. While one batch is with the peer, the exchanges that
 * arrive form the next, so that load makes batches larger instead of making clients wait longer.
 * There is never more than one batch out, which keeps the changes of an address in order.
 *
 * <p>A peer takes a batch as a whole or not at all. A batch that it refuses is sent again in halves
 * until the exchange that it minds is alone; the others must not suffer for it.
 *
 * <p>A batch that is given up may still be in the network and reach the peer much later. Each
 * therefore carries its position in this server's history, and {@link #settled} says up to which
 * position all is decided, so that the peer can tell an update that comes too late. Event loop
 * only.
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
    private final BooleanSupplier wanted;
    private final Consumer<Finished> listener;
    private final Deque<List<Exchange>> halves = new ArrayDeque<>();
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    private boolean busy;
    private @Nullable ChangePosition settled;

    /**
     * An empty queue.
     *
     * @param peer who is told
     * @param wanted whether the peer is to be told at all, asked again before each batch
     * @param listener hears of each answer, before the exchanges do
     */
    UpdateQueue(
            Peer peer,
            PeerTransport transport,
            PeerCommands commands,
            BooleanSupplier wanted,
            Consumer<Finished> listener) {
        this.peer = peer;
        this.transport = transport;
        this.commands = commands;
        this.wanted = wanted;
        this.listener = listener;
    }

    /** Who is told. */
    Peer peer() {
        return peer;
    }

    /** Takes an exchange; false if there are too many already. */
    boolean offer(List<LeaseChange> changes, ChangePosition last, Consumer<UpdateVerdict> done) {
        if (waiting.size() >= EXCHANGES_MAX) {
            return false;
        }
        waiting.add(new Exchange(List.copyOf(lastOfEachAddress(changes)), last, done));
        pump();
        return true;
    }

    private void pump() {
        if (busy || (halves.isEmpty() && waiting.isEmpty())) {
            return;
        }
        if (!wanted.getAsBoolean()) {
            withholdAll();
            return;
        }
        List<Exchange> batch = halves.isEmpty() ? nextBatch() : halves.remove();
        busy = true;
        transport.send(
                peer,
                commands.update(
                        batch.stream().flatMap(e -> e.changes().stream()).toList(),
                        batch.getLast().last()),
                TIMEOUT,
                result -> answered(batch, result));
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
        busy = false;
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
            settled = batch.getLast().last();
            listener.accept(new Finished(peer, verdict, result, clients(batch)));
            batch.forEach(exchange -> exchange.done().accept(verdict));
        }
        pump();
    }

    /**
     * Where the last change stands that was sent and is no longer on its way, answered or given up;
     * empty before the first.
     */
    Optional<ChangePosition> settled() {
        return Optional.ofNullable(settled);
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

    private record Exchange(
            List<LeaseChange> changes, ChangePosition last, Consumer<UpdateVerdict> done) {}

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
