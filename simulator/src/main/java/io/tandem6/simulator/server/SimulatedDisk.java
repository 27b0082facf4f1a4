package io.tandem6.simulator.server;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.ChangePosition;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.continuity.ContinuityFile;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.simulator.time.Timeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A disk with a lease journal: what a store acknowledged survives a crash, what it did not may or
 * may not. Fails when it is full and writes later what it owes; can lose its latest minutes.
 */
public final class SimulatedDisk {
    /** The moment before anything was written. */
    public static final long EMPTY = -1;

    private static final long REMEMBERED = 900 * Timeline.SECOND;

    private final Timeline timeline;
    private final RandomGenerator random;
    private final Consumer<Ipv6Address> changed;
    private final TreeMap<Ipv6Address, Lease> durable = new TreeMap<>();
    private final Deque<Undo> history = new ArrayDeque<>();
    private final List<Note> notes = new ArrayList<>();
    private long incarnation;
    private long syncMin = Timeline.MILLISECOND / 2;
    private long syncMax = 4 * Timeline.MILLISECOND;
    private boolean full;
    private @Nullable Journal journal;

    private record Undo(long at, Ipv6Address address, @Nullable Lease before) {}

    private record Note(long at, String content) {}

    private record Pending(
            List<LeaseChange> changes, ChangePosition last, LeaseStore.Committed committed) {}

    /**
     * An empty disk.
     *
     * @param changed hears of each address whose durable lease changes, when all that changes at
     *     that moment has changed: nobody can find what is between two rows of one flush
     */
    SimulatedDisk(Timeline timeline, RandomGenerator random, Consumer<Ipv6Address> changed) {
        this.timeline = timeline;
        this.random = random;
        this.changed = changed;
    }

    /** The lease that would be there after a crash now. */
    public @Nullable Lease find(Ipv6Address address) {
        return durable.get(address);
    }

    /** All leases that would be there after a crash now. */
    public Collection<Lease> leases() {
        return durable.values();
    }

    /** True if changes were handed in that are not durable yet. */
    public boolean hasUnsynced() {
        return journal != null && !(journal.queue.isEmpty() && journal.writing.isEmpty());
    }

    /** How long a flush takes, nanoseconds. */
    public void setSyncTime(long min, long max) {
        syncMin = min;
        syncMax = max;
    }

    /** Back to a quick disk with space. */
    public void recover() {
        setSyncTime(Timeline.MILLISECOND / 2, 4 * Timeline.MILLISECOND);
        full = false;
    }

    /** Has writes fail from now on. */
    public void fill() {
        full = true;
    }

    /** The lease of an address as it was at {@code instant}, null if there was none. */
    public @Nullable Lease find(Ipv6Address address, long instant) {
        Lease lease = durable.get(address);
        Iterator<Undo> latest = history.descendingIterator();
        while (latest.hasNext()) {
            Undo undo = latest.next();
            if (undo.at <= instant) {
                break;
            }
            if (undo.address.equals(address)) {
                lease = undo.before;
            }
        }
        return lease;
    }

    /** The addresses whose lease is another one than at {@code instant}. */
    public Set<Ipv6Address> changedSince(long instant) {
        return history.stream()
                .filter(undo -> undo.at > instant)
                .map(undo -> undo.address)
                .collect(Collectors.toSet());
    }

    /** Takes the contents back to what they were at {@code instant}; nobody must have it open. */
    public void rollBack(long instant) {
        Set<Ipv6Address> undone = new LinkedHashSet<>();
        while (!history.isEmpty() && history.getLast().at > instant) {
            Undo undo = history.removeLast();
            if (undo.before == null) {
                durable.remove(undo.address);
            } else {
                durable.put(undo.address, undo.before);
            }
            undone.add(undo.address);
        }
        while (!notes.isEmpty() && notes.getLast().at > instant) {
            notes.removeLast();
        }
        undone.forEach(changed);
    }

    /** Replaces it by an empty one; nobody must have it open. */
    public void empty() {
        List<Ipv6Address> all = List.copyOf(durable.keySet());
        durable.clear();
        history.clear();
        notes.clear();
        incarnation = 0;
        all.forEach(changed);
    }

    /** The incarnation of the last start. */
    long incarnation() {
        return incarnation;
    }

    /** Opens the journal for a process that starts. */
    LeaseStore open(SimulatedLoop loop, long epochSecond) {
        incarnation = Math.max(incarnation + 1, epochSecond);
        journal = new Journal(loop, incarnation);
        return journal;
    }

    /** The file beside the journal in which a server remembers its partner. */
    ContinuityFile continuity(SimulatedLoop loop) {
        return new ContinuityFile() {
            @Override
            public Optional<String> load() {
                return notes.isEmpty() ? Optional.empty() : Optional.of(notes.getLast().content);
            }

            @Override
            public void store(String content, Consumer<Boolean> done) {
                timeline.after(
                        random.nextLong(syncMin, syncMax + 1),
                        () ->
                                loop.run(
                                        () -> {
                                            if (!full) {
                                                notes.add(new Note(timeline.now(), content));
                                                forgetOldNotes();
                                            }
                                            done.accept(!full);
                                        }));
            }
        };
    }

    private void forgetOldNotes() {
        while (notes.size() > 1 && notes.get(1).at < timeline.now() - REMEMBERED) {
            notes.removeFirst();
        }
    }

    /** The process is gone; a part of what it had handed in may be on disk all the same. */
    void crash() {
        if (journal == null) {
            return;
        }
        List<LeaseChange> rows = new ArrayList<>();
        journal.writing.forEach(p -> rows.addAll(p.changes));
        if (!rows.isEmpty()) {
            write(rows.subList(0, random.nextInt(rows.size() + 1)));
        }
        journal = null;
    }

    private void write(List<LeaseChange> rows) {
        rows.forEach(this::write);
        rows.stream().map(LeaseChange::address).distinct().forEach(changed);
    }

    private void write(LeaseChange change) {
        Lease before =
                switch (change) {
                    case LeaseChange.Put put -> durable.put(put.address(), put.lease());
                    case LeaseChange.Delete delete -> durable.remove(delete.address());
                };
        history.add(new Undo(timeline.now(), change.address(), before));
        while (history.getFirst().at < timeline.now() - REMEMBERED) {
            history.removeFirst();
        }
    }

    private final class Journal implements LeaseStore {
        private final SimulatedLoop loop;
        private final long incarnation;
        private final List<LeaseChange> owed = new ArrayList<>();
        private List<Pending> queue = new ArrayList<>();
        private List<Pending> writing = List.of();
        private long sequence;
        private boolean busy;

        private Journal(SimulatedLoop loop, long incarnation) {
            this.loop = loop;
            this.incarnation = incarnation;
        }

        @Override
        public void commit(List<LeaseChange> changes, Committed committed) {
            sequence += changes.size();
            queue.add(
                    new Pending(
                            List.copyOf(changes),
                            new ChangePosition(incarnation, sequence),
                            committed));
            step();
        }

        private void step() {
            if (busy || queue.isEmpty()) {
                return;
            }
            busy = true;
            writing = queue;
            queue = new ArrayList<>();
            timeline.after(random.nextLong(syncMin, syncMax + 1), () -> loop.run(this::synced));
        }

        private void synced() {
            List<Pending> batch = writing;
            writing = List.of();
            boolean fails =
                    full && (!owed.isEmpty() || batch.stream().anyMatch(p -> !p.changes.isEmpty()));
            batch.forEach(p -> owed.addAll(p.changes));
            if (!fails) {
                write(owed);
                owed.clear();
            }
            for (Pending pending : batch) {
                pending.committed.completed(
                        fails
                                ? new Outcome.Failed("no space left on device")
                                : new Outcome.Durable(pending.last));
            }
            busy = false;
            step();
        }

        @Override
        public void close() {
            queue.clear();
        }
    }
}
