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
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.lease.ReceivedUpdates;
import io.tandem6.server.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the lease updates of a partner that is Tandem6: each lease is judged by itself, and the
 * answer says which were not taken and what is known here instead. What was taken is on disk before
 * the answer leaves. Event loop only.
 */
final class UpdateReceiver {
    /** In a refusal: the lease that is here is no older than this start of the server. */
    static final String RECENT = "recent";

    /** In an answer: the start of the server that gives it. */
    static final String INCARNATION = "incarnation";

    /** By so much clocks of servers that are near each other can be wrong. */
    private static final long SLACK_MILLIS = 20;

    private final EventLoop loop;
    private final LeaseView leases;
    private final LeaseWriter writer;
    private final OwedChanges owed;
    private final ReceivedUpdates received;
    private final Outstanding outstanding;
    private final Side side;
    private @Nullable UpdateNumber last;
    private long arrived;
    private long changed;

    /**
     * Leases since the start.
     *
     * @param arrived that the partner told
     * @param changed that were another one here because of that
     */
    record Counts(long arrived, long changed) {}

    /** What the receiver needs to know of this server, and tells it. */
    interface Side {
        /** True if it is known what the partner was told. */
        boolean isTracking();

        /** True if what the partner has said in this start of it counts. */
        boolean isTrusted(long incarnation);

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

        /**
         * How long ago something was that happened at an instant of the partner's monotonic clock,
         * if that is known.
         */
        OptionalLong millisSince(long partnersMillis);

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

    UpdateReceiver(
            EventLoop loop,
            LeaseView leases,
            LeaseWriter writer,
            ReceivedUpdates received,
            Outstanding outstanding,
            Side side) {
        this.loop = loop;
        this.leases = leases;
        this.writer = writer;
        this.owed = new OwedChanges(loop, writer);
        this.received = received;
        this.outstanding = outstanding;
        this.side = side;
    }

    /** How many leases have come. */
    Counts counts() {
        return new Counts(arrived, changed);
    }

    /** The last update that was taken, if there was one. */
    Optional<UpdateNumber> last() {
        return Optional.ofNullable(last);
    }

    /** What {@code partner} has sent up to {@code number} has arrived or comes too late. */
    void settled(String partner, UpdateNumber number) {
        received.settled(partner, number);
    }

    /**
     * Takes an update of {@code partner}, whose number it must carry. What comes before the partner
     * has said which updates are still on their way may be from long ago: a server that was
     * restarted does not know what it had before.
     */
    void receive(String partner, JsonNode arguments, Consumer<ControlResponse> answer) {
        Optional<UpdateNumber> number = UpdateNumber.decode(arguments.path("update-number"));
        if (number.isEmpty()) {
            answer.accept(ControlResponse.error("the update has no number"));
            return;
        }
        if (!side.isTrusted(number.get().incarnation())
                || !received.isCounted(partner, number.get().incarnation())) {
            answer.accept(
                    ControlResponse.error(
                            "'%s' has not been heard since it started, or has forgotten what it did"
                                    .formatted(partner)));
            return;
        }
        Optional<UpdateNumber> later = received.overtakenBy(partner, number.get());
        if (later.isPresent()) {
            answer.accept(
                    ControlResponse.error(
                            "update %s of '%s' comes too late, after %s"
                                    .formatted(number.get(), partner, later.get())));
            return;
        }
        List<ToldLease> packed;
        try {
            packed = unpack(arguments);
        } catch (LeaseJson.LeaseFormatException e) {
            answer.accept(ControlResponse.error(String.valueOf(e.getMessage())));
            return;
        }
        received.arrived(partner, number.get());
        last = number.get();
        long seen = seen(arguments.path(Greeting.KEY));
        outstanding.seen(seen);
        Batch batch = new Batch(seen);
        for (JsonNode node : arguments.path("leases")) {
            batch.add(node);
        }
        packed.forEach(batch::judge);
        batch.store(answer);
    }

    /** Many leases at once are read before anything else is done: a part of them tells nothing. */
    private List<ToldLease> unpack(JsonNode arguments) throws LeaseJson.LeaseFormatException {
        long now = loop.epochSecond();
        long sentMillis = arguments.path(UpdateOctets.SENT).asLong(0);
        return UpdateOctets.decode(
                arguments.path(UpdateOctets.OCTETS).asString(""),
                heardMillis ->
                        now
                                - secondsSince(heardMillis)
                                        .orElse(Math.floorDiv(sentMillis - heardMillis, 1000L)));
    }

    /** The last of this start's updates that the partner had when it wrote this one. */
    private long seen(JsonNode said) {
        return UpdateNumber.decode(said.path("seen"))
                .filter(number -> number.incarnation() == side.incarnation())
                .map(UpdateNumber::sequence)
                .orElse(0L);
    }

    /** Reads a lease as it is in this server's time. */
    Lease decode(JsonNode node) throws LeaseJson.LeaseFormatException {
        Lease lease = LeaseJson.fromPage(node);
        long now = loop.epochSecond();
        JsonNode heard = node.path("heard");
        OptionalLong seconds =
                heard.isIntegralNumber() ? secondsSince(heard.longValue()) : OptionalLong.empty();
        if (seconds.isPresent()) {
            return lease.heardAt(now - seconds.getAsLong());
        }
        JsonNode age = node.path("age");
        return age.isIntegralNumber() ? lease.heardAt(now - age.longValue()) : lease;
    }

    /**
     * Whole seconds that have passed: what goes to and fro must not end earlier each time. Since a
     * wall clock was set back it may have been heard in what is the future there.
     */
    private OptionalLong secondsSince(long partnersMillis) {
        OptionalLong millis = side.millisSince(partnersMillis);
        return millis.isPresent()
                ? OptionalLong.of(Math.floorDiv(millis.getAsLong() + SLACK_MILLIS, 1000L))
                : OptionalLong.empty();
    }

    private final class Batch {
        private final long seen;
        private final long now = loop.epochSecond();
        private final ArrayNode failed = JsonNodeFactory.instance.arrayNode();
        private final List<LeaseChange> changes = new ArrayList<>();
        private final List<Lease> taken = new ArrayList<>();
        private final List<Lease> known = new ArrayList<>();
        private final List<Lease> combined = new ArrayList<>();

        private Batch(long seen) {
            this.seen = seen;
        }

        private void add(JsonNode node) {
            try {
                judge(ToldLease.of(decode(node), node));
            } catch (LeaseJson.LeaseFormatException e) {
                fail(
                        node.path("type").asString(""),
                        node.path("ip-address").asString(""),
                        ControlResponse.ERROR,
                        String.valueOf(e.getMessage()),
                        null);
            }
        }

        private void judge(ToldLease what) {
            Lease told = what.lease();
            if (told.validLifetime() == 0) {
                return;
            }
            arrived++;
            Lease stored = leases.find(told.address());
            OutstandingLease own = outstanding.find(told.address());
            boolean recent = outstanding.isRecent(told.address());
            Merge.Verdict verdict =
                    Merge.judge(
                            new Merge.Case(
                                    stored,
                                    told,
                                    what.unwanted(),
                                    what.forced(),
                                    !side.isTracking()
                                            || outstanding.mayCross(told.address(), seen),
                                    own != null && own.hasEndedSince(told),
                                    own != null && own.asks(),
                                    side.isOwner(told),
                                    side.yields(),
                                    what.asks(),
                                    side.isRecovering(),
                                    recent,
                                    stored != null && side.mayRun(stored),
                                    side.isOverlapped(told, what.asks()),
                                    now));
            switch (verdict) {
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
                        fail(
                                        told.type().name(),
                                        told.address().toString(),
                                        ControlResponse.CONFLICT,
                                        "another lease is here",
                                        stored)
                                .put(RECENT, recent);
            }
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

        private ObjectNode fail(
                String type, String address, int result, String text, @Nullable Lease stored) {
            ObjectNode failure = failed.addObject();
            failure.put("type", type);
            failure.put("ip-address", address);
            failure.put("result", result);
            failure.put("error-message", text);
            if (stored != null) {
                ObjectNode lease = LeaseJson.toAnswer(stored);
                long nowMillis = loop.nanoTimeWithSuspend() / 1_000_000;
                ToldLease.putTime(
                        lease,
                        nowMillis - (now - stored.clientLastTransmission()) * 1000,
                        nowMillis);
                failure.set("lease", lease);
            }
            return failure;
        }

        private void store(Consumer<ControlResponse> answer) {
            if (changes.isEmpty()) {
                answer.accept(success());
                return;
            }
            writer.commit(
                    changes,
                    outcome -> {
                        if (!combined.isEmpty()) {
                            owed.follow(outcome, () -> combined.forEach(side::durable));
                        }
                        answer.accept(answer(outcome));
                    });
            // Whoever waits must see what is in the table now.
            taken.forEach(side::taken);
            known.forEach(side::known);
        }

        private ControlResponse answer(LeaseStore.Outcome outcome) {
            return switch (outcome) {
                case LeaseStore.Outcome.Durable ignored -> success();
                case LeaseStore.Outcome.Failed why ->
                        ControlResponse.error("the leases could not be stored: " + why.reason());
                case LeaseStore.Outcome.Superseded ignored ->
                        ControlResponse.error(
                                "another server on the same database has changed the leases"
                                        + " meanwhile");
            };
        }

        private ControlResponse success() {
            ObjectNode arguments = JsonNodeFactory.instance.objectNode();
            arguments.put(INCARNATION, side.incarnation());
            if (!failed.isEmpty()) {
                arguments.set("failed-leases", failed);
            }
            return ControlResponse.success(
                    "Bulk apply of " + changes.size() + " IPv6 leases completed.", arguments);
        }
    }
}
