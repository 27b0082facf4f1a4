package io.tandem6.server.peer;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.UpdateNumber;
import io.tandem6.server.continuity.Merge;
import io.tandem6.server.continuity.Outstanding;
import io.tandem6.server.continuity.SentLease;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.peer.PeerResult.Answer;
import io.tandem6.server.pipeline.Replicator.LeadTime;
import io.tandem6.server.pipeline.Replicator.Replicated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Brings the partner what it does not know: the latest state of each address, many in one command,
 * one command on its way. An exchange with a client waits for its addresses; where it may be
 * answered without the partner, it waits no longer than the latency budget. Event loop only.
 */
final class Courier {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(10);

    /** Nobody is answered later than that. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final LeaseView leases;
    private final Outstanding outstanding;
    private final UpdateNumbers numbers;
    private final Partnership partnership;
    private final Map<Ipv6Address, List<Waiter>> waiters = new LinkedHashMap<>();
    private final Set<Ipv6Address> refused = new HashSet<>();
    private final BatchSize size = new BatchSize();
    private boolean busy;
    private boolean pausing;
    private UpdateNumber settled;

    /** The side of the relationship that the courier needs. */
    interface Partnership {
        /** True if the partner can be told something. */
        boolean mayTell();

        /** True if clients may be answered without it. */
        boolean mayLead();

        /** How long a reply waits for it. */
        Duration latencyBudget();

        /** True if this start of the partner has been heard of. */
        boolean isGreeted(long incarnation);

        /** How far a client may be led. */
        LeadTime leadTime();

        /** Sends leases to it. */
        void send(
                List<SentLease> batch,
                UpdateNumber number,
                Duration timeout,
                java.util.function.Consumer<PeerResult> done);

        /** It has taken a lease. */
        void acknowledged(SentLease sent);

        /** It has not, and says why; false if nothing is done about that. */
        boolean refused(SentLease sent, JsonNode failure);
    }

    Courier(
            EventLoop loop,
            LeaseView leases,
            Outstanding outstanding,
            UpdateNumbers numbers,
            Partnership partnership) {
        this.loop = loop;
        this.leases = leases;
        this.outstanding = outstanding;
        this.numbers = numbers;
        this.settled = numbers.none();
        this.partnership = partnership;
    }

    /** An exchange that waits. */
    private static final class Waiter {
        private final List<LeaseChange> changes;
        private final Set<Ipv6Address> missing = new HashSet<>();
        private final Replicated done;
        private EventLoop.@Nullable Timer timer;
        private boolean over;

        private Waiter(List<LeaseChange> changes, Replicated done) {
            this.changes = changes;
            this.done = done;
        }
    }

    /** Has a client wait until the partner knows of changes, which are on disk. */
    void await(List<LeaseChange> changes, Replicated done) {
        Waiter waiter = new Waiter(changes, done);
        for (LeaseChange change : changes) {
            if (outstanding.find(change.address()) != null) {
                waiter.missing.add(change.address());
            }
        }
        if (waiter.missing.isEmpty()) {
            done.completed(stillStands(changes));
            return;
        }
        if (!partnership.mayTell()) {
            giveUp(waiter);
            return;
        }
        waiter.missing.forEach(
                address -> waiters.computeIfAbsent(address, a -> new ArrayList<>()).add(waiter));
        boolean leads = done.mayLead() && partnership.mayLead();
        waiter.timer =
                loop.schedule(leads ? partnership.latencyBudget() : PATIENCE, () -> giveUp(waiter));
        pump();
    }

    private void giveUp(Waiter waiter) {
        if (end(waiter)) {
            if (waiter.done.mayLead() && partnership.mayLead() && stillStands(waiter.changes)) {
                waiter.done.led(partnership.leadTime());
            } else {
                waiter.done.completed(false);
            }
        }
    }

    private boolean end(Waiter waiter) {
        if (waiter.over) {
            return false;
        }
        waiter.over = true;
        if (waiter.timer != null) {
            waiter.timer.cancel();
        }
        for (Ipv6Address address : waiter.missing) {
            List<Waiter> others = waiters.get(address);
            if (others != null) {
                others.remove(waiter);
                if (others.isEmpty()) {
                    waiters.remove(address);
                }
            }
        }
        return true;
    }

    /** The partner knows an address as it is here, or its own word is stored here. */
    void settled(Ipv6Address address) {
        List<Waiter> waiting = waiters.get(address);
        if (waiting == null || outstanding.find(address) != null) {
            return;
        }
        for (Waiter waiter : List.copyOf(waiting)) {
            waiter.missing.remove(address);
            waiting.remove(waiter);
            if (waiter.missing.isEmpty() && end(waiter)) {
                waiter.done.completed(stillStands(waiter.changes));
            }
        }
        if (waiting.isEmpty()) {
            waiters.remove(address);
        }
    }

    /** What was decided is still so: the partner's word may have come in between. */
    private boolean stillStands(List<LeaseChange> changes) {
        return changes.stream().allMatch(change -> stands(change.lease()));
    }

    private boolean stands(Lease decided) {
        Lease stored = leases.find(decided.address());
        long now = loop.epochSecond();
        return stored == null
                ? !decided.isInUse(now)
                : stored.equals(decided)
                        || (stored.bindingKey().equals(decided.bindingKey())
                                && stored.isInUse(now) == decided.isInUse(now)
                                && !Merge.endsBefore(stored, decided));
    }

    /** The partner does not answer: nobody waits for it. */
    void partnerIsLost() {
        Set<Waiter> all = new HashSet<>();
        List<Waiter> ordered = new ArrayList<>();
        waiters.values().forEach(list -> list.forEach(w -> addOnce(w, all, ordered)));
        ordered.forEach(this::giveUp);
    }

    private static void addOnce(Waiter waiter, Set<Waiter> seen, List<Waiter> ordered) {
        if (seen.add(waiter)) {
            ordered.add(waiter);
        }
    }

    /** The last update that is no longer on its way. */
    UpdateNumber settledUpdate() {
        return settled;
    }

    /** True if nothing is on its way. */
    boolean isIdle() {
        return !busy;
    }

    /** Sends what there is, if that is possible. */
    void pump() {
        if (busy || pausing || outstanding.isEmpty() || !partnership.mayTell()) {
            return;
        }
        UpdateNumber number = numbers.next();
        List<SentLease> batch =
                outstanding.take(
                        size.limit(),
                        number.sequence(),
                        List.copyOf(waiters.keySet()),
                        Set.copyOf(refused));
        if (batch.isEmpty()) {
            if (outstanding.isLookedThrough(size.limit() + refused.size())) {
                return;
            }
            loop.execute(this::pump);
            return;
        }
        busy = true;
        long sentNanos = loop.nanoTime();
        partnership.send(
                batch,
                number,
                TIMEOUT,
                result -> {
                    settled = number;
                    busy = false;
                    size.answered(batch.size(), loop.nanoTime() - sentNanos);
                    answered(batch, result);
                    pump();
                });
    }

    private void answered(List<SentLease> batch, PeerResult result) {
        if (!(result instanceof Answer answer
                && answer.isSuccess()
                && partnership.isGreeted(incarnation(answer)))) {
            pause();
            batch.forEach(
                    sent ->
                            List.copyOf(waiters.getOrDefault(sent.address(), List.of()))
                                    .forEach(this::giveUp));
            return;
        }
        Map<Ipv6Address, JsonNode> failures = failures(answer);
        for (SentLease sent : batch) {
            JsonNode failure = failures.get(sent.address());
            if (failure == null) {
                partnership.acknowledged(sent);
            } else {
                refused(sent, failure);
            }
            settled(sent.address());
        }
    }

    /** What the partner cannot take now it may take later, and nothing else waits for that. */
    private void refused(SentLease sent, JsonNode failure) {
        if (!partnership.refused(sent, failure)) {
            Ipv6Address address = sent.address();
            refused.add(address);
            loop.schedule(
                    PAUSE_AFTER_REFUSAL,
                    () -> {
                        refused.remove(address);
                        pump();
                    });
            List.copyOf(waiters.getOrDefault(address, List.of())).forEach(this::giveUp);
        }
    }

    private static long incarnation(Answer answer) {
        JsonNode arguments = answer.arguments();
        return arguments == null ? 0 : arguments.path(BulkAnswer.INCARNATION).asLong(0);
    }

    private static Map<Ipv6Address, JsonNode> failures(Answer answer) {
        Map<Ipv6Address, JsonNode> failures = new HashMap<>();
        JsonNode arguments = answer.arguments();
        if (arguments != null) {
            for (JsonNode failed : arguments.path("failed-leases")) {
                Ipv6Address.tryParse(failed.path("ip-address").asString(""))
                        .ifPresent(address -> failures.put(address, failed));
            }
        }
        return failures;
    }

    private void pause() {
        pausing = true;
        loop.schedule(
                PAUSE_AFTER_FAILURE,
                () -> {
                    pausing = false;
                    pump();
                });
    }
}
