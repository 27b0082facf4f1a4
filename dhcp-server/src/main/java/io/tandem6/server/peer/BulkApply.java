package io.tandem6.server.peer;

import io.tandem6.control.ControlResponse;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseJson;
import io.tandem6.lease.UpdateNumber;
import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.continuity.Merge;
import io.tandem6.server.continuity.Outstanding;
import io.tandem6.server.continuity.OutstandingLease;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Applies the leases of a partner's update: has each judged by itself ({@link Merge}), stores what
 * is taken, and answers when that is on disk. Event loop only.
 */
final class BulkApply {
    private final EventLoop loop;
    private final LeaseView leases;
    private final LeaseWriter writer;
    private final OwedChanges owed;
    private final Outstanding outstanding;
    private final ToldLeaseReader reader;
    private final Side side;
    private long arrived;
    private long changed;

    /**
     * Leases since the start.
     *
     * @param arrived that the partner told
     * @param changed that were another one here because of that
     */
    record Counts(long arrived, long changed) {}

    /** What it needs to know of this server, and tells it. */
    interface Side {
        /** True if it is known what the partner was told. */
        boolean isTracking();

        /** True if this server owns the address. */
        boolean isOwner(Lease lease);

        /** True if the partner has taken over. */
        boolean yields();

        /**
         * True if another client has here what overlaps the lease.
         *
         * @param asked the partner only asks for the lease
         */
        boolean isOverlapped(Lease lease, boolean asked);

        /** True if the client of a lease may have it still, though its time is over here. */
        boolean mayRun(Lease lease);

        /** True if this server may have forgotten what it gave away. */
        boolean isRecovering();

        /** The number of this start. */
        long incarnation();

        /**
         * True if the time of a lease that is here was known roughly when the partner told it, and
         * what the partner says now is better.
         */
        boolean isMended(Lease stored);

        /** The partner's lease is stored here as if it were the partner's own doing. */
        void taken(Lease lease);

        /** The partner has told a lease that is here already. */
        void known(Lease lease);

        /** A lease is stored here that the partner does not have like this. */
        void combined(Lease lease, @Nullable Lease before);

        /** ... and is on disk. */
        void durable(Lease lease);
    }

    BulkApply(
            EventLoop loop,
            LeaseView leases,
            LeaseWriter writer,
            Outstanding outstanding,
            ToldLeaseReader reader,
            Side side) {
        this.loop = loop;
        this.leases = leases;
        this.writer = writer;
        this.owed = new OwedChanges(loop, writer);
        this.outstanding = outstanding;
        this.reader = reader;
        this.side = side;
    }

    /** How many leases have come. */
    Counts counts() {
        return new Counts(arrived, changed);
    }

    /**
     * Reads the leases that an update has as one text.
     *
     * @throws LeaseJson.LeaseFormatException if anything in it is no lease
     */
    List<ToldLease> unpack(JsonNode arguments) throws LeaseJson.LeaseFormatException {
        return reader.unpack(arguments, loop.epochSecond());
    }

    /**
     * Applies an update that counts.
     *
     * @param arguments the other leases, each with a JSON map of its own, and what the partner had
     *     seen when it wrote them
     * @param packed what {@link #unpack} has read of it
     * @param answer hears once what came of it
     */
    void apply(JsonNode arguments, List<ToldLease> packed, Consumer<ControlResponse> answer) {
        long seen = seen(arguments.path(Greeting.KEY));
        outstanding.seen(seen);
        Batch batch = new Batch(seen);
        for (JsonNode node : arguments.path("leases")) {
            batch.add(node);
        }
        packed.forEach(batch::judge);
        batch.store(answer);
    }

    /** The last of this start's updates that the partner had when it wrote this one. */
    private long seen(JsonNode said) {
        return UpdateNumber.decode(said.path("seen"))
                .filter(number -> number.incarnation() == side.incarnation())
                .map(UpdateNumber::sequence)
                .orElse(0L);
    }

    /** The leases of one update. */
    private final class Batch {
        private final long seen;
        private final long now = loop.epochSecond();
        private final BulkAnswer reply = new BulkAnswer(side.incarnation());
        private final List<LeaseChange> changes = new ArrayList<>();
        private final List<Lease> taken = new ArrayList<>();
        private final List<Lease> known = new ArrayList<>();
        private final List<Lease> combined = new ArrayList<>();

        private Batch(long seen) {
            this.seen = seen;
        }

        private void add(JsonNode node) {
            try {
                judge(ToldLease.of(reader.decode(node, loop.epochSecond()), node));
            } catch (LeaseJson.LeaseFormatException e) {
                reply.isNoLease(node, e);
            }
        }

        private void judge(ToldLease what) {
            Lease told = what.lease();
            if (told.validLifetime() == 0) {
                return;
            }
            arrived++;
            Lease stored = leases.find(told.address());
            Merge.Case situation = situation(what, stored);
            switch (Merge.judge(situation)) {
                case TAKE -> {
                    changed++;
                    changes.add(new LeaseChange.Put(told));
                    taken.add(told);
                }
                case KNOWN -> {
                    storeOnceMore(mended(stored, told));
                    known.add(told);
                }
                case OVERTAKEN -> storeOnceMore(stored);
                case TAKE_BOTH -> {
                    Lease both = stored == null ? told : told.heldUntil(stored.expire());
                    changes.add(new LeaseChange.Put(both));
                    combined.add(both);
                    side.combined(both, stored);
                }
                case KEEP ->
                        reply.contradicts(
                                told,
                                stored,
                                situation.recent(),
                                now,
                                loop.nanoTimeWithSuspend() / 1_000_000);
            }
        }

        private Merge.Case situation(ToldLease what, @Nullable Lease stored) {
            Lease told = what.lease();
            OutstandingLease own = outstanding.find(told.address());
            return new Merge.Case(
                    stored,
                    told,
                    what.unwanted(),
                    what.forced(),
                    !side.isTracking() || outstanding.mayCross(told.address(), seen),
                    own != null && own.hasEndedSince(told),
                    own != null && own.asks(),
                    side.isOwner(told),
                    side.yields(),
                    what.asks(),
                    side.isRecovering(),
                    outstanding.isRecent(told.address()),
                    stored != null && side.mayRun(stored),
                    side.isOverlapped(told, what.asks()),
                    now);
        }

        private @Nullable Lease mended(@Nullable Lease stored, Lease told) {
            return stored != null && side.isMended(stored)
                    ? stored.heardAt(told.clientLastTransmission())
                    : stored;
        }

        /** It may not be on disk, if that failed before. */
        private void storeOnceMore(@Nullable Lease stored) {
            if (stored != null) {
                changes.add(new LeaseChange.Put(stored));
            }
        }

        private void store(Consumer<ControlResponse> answer) {
            if (changes.isEmpty()) {
                answer.accept(reply.success(0));
                return;
            }
            writer.commit(
                    changes,
                    outcome -> {
                        if (!combined.isEmpty()) {
                            owed.follow(outcome, () -> combined.forEach(side::durable));
                        }
                        answer.accept(reply.after(outcome, changes.size()));
                    });
            // Whoever waits must see what is in the table now.
            taken.forEach(side::taken);
            known.forEach(side::known);
        }
    }
}
