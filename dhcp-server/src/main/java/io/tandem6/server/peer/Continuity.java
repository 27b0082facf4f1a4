package io.tandem6.server.peer;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.HaSettings;
import io.tandem6.config.Subnet;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.UpdateNumber;
import io.tandem6.log.EventLog;
import io.tandem6.server.continuity.ClockJump;
import io.tandem6.server.continuity.ContinuityFile;
import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.continuity.Memory;
import io.tandem6.server.continuity.OperatorRules;
import io.tandem6.server.continuity.Outstanding;
import io.tandem6.server.continuity.Outstanding.End;
import io.tandem6.server.continuity.Outstanding.Sent;
import io.tandem6.server.continuity.OwnHalf;
import io.tandem6.server.continuity.Pact;
import io.tandem6.server.continuity.Right;
import io.tandem6.server.continuity.Rights;
import io.tandem6.server.continuity.Standing;
import io.tandem6.server.continuity.Terms;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.HaState.Accord;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.pipeline.Replicator.LeadTime;
import io.tandem6.server.pipeline.Replicator.Replicated;
import io.tandem6.server.pipeline.ServiceGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What two Tandem6 servers do beyond Kea's rules, so that a dead or unreachable partner costs
 * clients nothing: keeps the account of what the partner does not know, brings it that, and says
 * what may be promised meanwhile. The rules are in {@code server.continuity}. Event loop only.
 */
public final class Continuity {
    /** What has been missing for less time is on its way. */
    private static final Duration LATEST = Duration.ofSeconds(2);

    /** Leases that are so much older than what was surely acknowledged were acknowledged. */
    private static final long CLOCK_MARGIN_SECONDS = 5;

    /** In a greeting: the partner is to tell everything. */
    private static final String TELL_ALL = "tell-all";

    private static final Duration TELL_ALL_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration TICK = Duration.ofSeconds(1);

    /** A client that has waited for so long in vain is answered in the partner's place. */
    private static final int EARLY_MILLIS = 500;

    private final HaSettings settings;
    private final Relationship relationship;
    private final Surroundings with;
    private final EventLoop loop;
    private final Outstanding outstanding = new Outstanding();
    private final Rights rights;
    private final Handshake handshake;
    private final Contact contact;
    private final Courier courier;
    private final UpdateReceiver receiver;
    private final LeaseShift shift;
    private final OwedChanges owed;
    private final Side side = new Side();
    private final Resync resync = new Resync();
    private final WholeFetch wholeFetch = new WholeFetch();
    private @Nullable Consumer<Boolean> synchronizing;
    private EventLoop.@Nullable Timer timer;
    private boolean tracking;
    private boolean changedSinceBeat;
    private Accord told = Accord.NONE;
    private boolean stopped;
    private String misunderstood = "";

    /**
     * What it needs of the server.
     *
     * @param relationship what all of it has
     * @param commands what is said to the partner
     * @param file where it remembers the partner
     * @param terms those that the configuration has
     * @param configuration hash of what both should have in common
     * @param mayBegin no other update is on its way to the partner
     */
    record Surroundings(
            HighAvailability.Surroundings relationship,
            PeerCommands commands,
            ContinuityFile file,
            Supplier<Terms> terms,
            Supplier<String> configuration,
            Supplier<Boolean> mayBegin) {
        EventLoop loop() {
            return relationship.loop();
        }

        LeaseView leases() {
            return relationship.leases();
        }

        LeaseWriter writer() {
            return relationship.writer();
        }

        EventLog log() {
            return relationship.log();
        }
    }

    Continuity(HaSettings settings, Relationship relationship, Surroundings with) {
        this.settings = settings;
        this.relationship = relationship;
        this.with = with;
        this.loop = with.loop();
        this.rights = new Rights(outstanding, with.leases());
        this.handshake = new Handshake(settings, with, outstanding, this::stand);
        this.contact =
                new Contact(loop, settings.continuity(), this::askPartner, this::contactChanged);
        this.courier =
                new Courier(loop, with.leases(), outstanding, with.relationship().numbers(), side);
        this.owed = new OwedChanges(loop, with.writer());
        this.shift =
                new LeaseShift(
                        loop, with.leases(), with.writer(), outstanding, this::clockIsRightAgain);
        this.receiver =
                new UpdateReceiver(
                        loop,
                        with.leases(),
                        with.writer(),
                        with.relationship().received(),
                        outstanding,
                        side);
    }

    /** What was told meanwhile, before the jump was noticed, was told by the wrong clock. */
    private void clockIsRightAgain() {
        if (tracking) {
            trackAll();
        }
    }

    /** Goes on with what is on disk. */
    void start() {
        Memory memory = handshake.memory();
        if (!handshake.isAcquainted()) {
            with.log().log(HaMessage.TANDEM6_CONTINUITY_UNACQUAINTED, partner());
        }
        if (memory.current().isPresent()) {
            long from = memory.acknowledgedBefore() - CLOCK_MARGIN_SECONDS;
            boolean all = memory.behind() || memory.partnerBehind() != 0;
            track(lease -> all || lease.clientLastTransmission() >= from, !all);
            contact.start();
        }
        stand();
        tick();
    }

    void stop() {
        stopped = true;
        wholeFetch.fail("the server, or its relationship, ends");
        if (timer != null) {
            timer.cancel();
        }
        contact.stop();
        courier.partnerIsLost();
        rights.stand(null);
    }

    private void tick() {
        if (stopped) {
            return;
        }
        timer = loop.schedule(TICK, this::tick);
        noticeJump();
        if (tracking && changedSinceBeat) {
            changedSinceBeat = false;
            handshake.beat();
        }
        step();
        wholeFetch.look(isReconciled(), receiver.counts(), loop.nanoTime());
    }

    /**
     * Whatever is decided by the clock asks this first: in the moment after a jump leases seem to
     * be over that clients have, and a partner that has forgotten them, or is off, does not object.
     */
    void noticeJump() {
        handshake
                .clocks()
                .jump()
                .filter(jump -> tracking)
                .ifPresent(
                        jump -> {
                            shift.begin(jump);
                            stand();
                        });
    }

    /**
     * Begins to keep the account.
     *
     * @param unknown of which leases it is not known whether the partner has them
     * @param agreed it has the same holders all the same, but for what was being asked
     */
    private void track(Predicate<Lease> unknown, boolean agreed) {
        tracking = true;
        resync.begin(loop.nanoTime());
        Set<Ipv6Address> asked = handshake.memory().asked();
        asked.forEach(outstanding::willAsk);
        outstanding.unknown(
                with.leases(),
                unknown,
                lease -> agreed && !asked.contains(lease.address()),
                loop.nanoTimeWithSuspend(),
                loop.epochSecond());
    }

    /** Of no lease it is known whether the partner knows until when it lasts. */
    private void trackAll() {
        track(lease -> true, !outstanding.hasUnproven());
    }

    private void untrack() {
        tracking = false;
        outstanding.clear();
        courier.partnerIsLost();
    }

    private void askPartner(Duration timeout, Consumer<PeerResult> answered) {
        relationship.askPartner(timeout, answered);
    }

    /**
     * Why the partner's answer counts as none; empty if it counts. A greeting of which nothing is
     * understood, as of a much later release, ends no agreement: what was promised by it still
     * holds. Where none was made the two have Kea's rules in common, and keep to them.
     */
    Optional<String> objection(@Nullable JsonNode arguments) {
        Optional<String> reason =
                arguments == null
                        ? Optional.empty()
                        : Greeting.objection(arguments.path(Greeting.KEY));
        reason.filter(said -> !said.equals(misunderstood))
                .ifPresent(
                        said ->
                                with.log().log(
                                        HaMessage.TANDEM6_GREETING_NOT_UNDERSTOOD,
                                        partner(),
                                        said));
        misunderstood = reason.orElse("");
        return reason.filter(
                said -> handshake.memory().current().isPresent() || !handshake.isAcquainted());
    }

    /** The partner's heartbeat. */
    void heardRequest(JsonNode arguments) {
        Greeting.decode(arguments.path(Greeting.KEY))
                .ifPresent(
                        greeting -> {
                            contact.start();
                            handshake.heard(greeting, self(), false);
                            if (arguments.path(Greeting.KEY).path(TELL_ALL).asBoolean(false)) {
                                tellAll();
                            }
                            step();
                        });
    }

    /** It knows the holders as before, unless that was in doubt already. */
    private void tellAll() {
        if (handshake.isInForce()) {
            with.log().log(HaMessage.TANDEM6_ALL_LEASES_WANTED, partner());
            trackAll();
        }
    }

    /**
     * Has the partner tell all its leases, at the operator's request.
     *
     * @param done hears when they are here, on disk
     */
    void fetchAll(Consumer<LeaseSync.Outcome> done) {
        String reason =
                wholeFetch.isUnderWay() || handshake.memory().behind()
                        ? "a synchronization is under way"
                        : isInTouch() ? "" : "'" + partner() + "' does not answer";
        if (!reason.isEmpty()) {
            loop.execute(() -> done.accept(new LeaseSync.Outcome.Failed(reason, false)));
            return;
        }
        wholeFetch.begin(done, receiver.counts(), loop.nanoTime());
        ObjectNode greeting = greeting().encode().put(TELL_ALL, true);
        with.relationship()
                .transport()
                .send(
                        settings.partner().orElseThrow(),
                        with.commands().heartbeat(Optional.of(greeting)),
                        TELL_ALL_TIMEOUT,
                        result -> {
                            if (!(result instanceof PeerResult.Answer answer
                                    && answer.isSuccess())) {
                                wholeFetch.fail(
                                        "'" + partner() + "' cannot be asked: " + result.text());
                            }
                        });
    }

    /** The partner's answer to a heartbeat, before the state machine hears of it. */
    void heardAnswer(@Nullable JsonNode arguments, long sentNanos) {
        Optional<Greeting> greeting =
                arguments == null
                        ? Optional.empty()
                        : Greeting.decode(arguments.path(Greeting.KEY));
        handshake.becomeAcquainted();
        if (greeting.isEmpty()) {
            partnerIsKea();
            return;
        }
        contact.start();
        handshake.clocks().compare(greeting.get(), sentNanos);
        handshake
                .clocks()
                .setWhileOff()
                .filter(jump -> tracking)
                .ifPresent(this::clockWasSetWhileOff);
        handshake.heard(greeting.get(), self(), true);
        if (greeting.get().idle()) {
            greeting.get()
                    .seen()
                    .filter(
                            seen ->
                                    seen.incarnation()
                                            == with.relationship().numbers().incarnation())
                    .ifPresent(seen -> outstanding.seen(seen.sequence()));
        }
        boolean stepsBack =
                arguments != null
                        && arguments
                                .path("state")
                                .asString("")
                                .equals(ServerState.IN_MAINTENANCE.wireName());
        if (!stepsBack) {
            handshake.partnerIsBack(isDrained());
        }
        contact.heard();
        step();
    }

    /**
     * Nobody knows which of the two clocks was set. If it was this one, ahead, leases here would be
     * over too early, so that they are moved; to last too long harms nobody. The partner is told
     * all of them in any case.
     */
    private void clockWasSetWhileOff(ClockJump jump) {
        if (jump.seconds() > 0) {
            shift.begin(jump);
        } else {
            trackAll();
        }
    }

    /** What came of any question to the partner. */
    void judge(PeerResult result, long sentNanos) {
        if (!(result instanceof PeerResult.Answer answer
                && objection(answer.arguments()).isPresent())) {
            contact.judge(result, sentNanos);
        }
    }

    private void partnerIsKea() {
        contact.stop();
        handshake.forgetPartner();
        if (handshake.memory().current().isPresent()) {
            with.log().log(HaMessage.TANDEM6_CONTINUITY_ENDED, partner());
            handshake.endAgreement();
            untrack();
            stand();
            relationship.handle(new HaEvent.ResetRequested(relationship.moment()));
        } else if (tracking) {
            untrack();
        }
    }

    private void contactChanged() {
        if (!contact.isUp()) {
            handshake.forgetPartner();
            if (!stopped) {
                with.log().log(HaMessage.TANDEM6_CONTACT_LOST, partner());
            }
        } else {
            with.log().log(HaMessage.TANDEM6_CONTACT, partner());
            resync.begin(loop.nanoTime());
        }
        step();
        if (!contact.isUp()) {
            courier.partnerIsLost();
            wholeFetch.fail("'" + partner() + "' does not answer any more");
            endSync(false);
        }
    }

    private Handshake.Self self() {
        return new Handshake.Self(
                isNormal(),
                isDrained(),
                relationship.state().current() == ServerState.IN_MAINTENANCE,
                courier.isIdle(),
                with.writer().canStore(),
                shift.isUnderWay(),
                receiver.last());
    }

    private boolean isNormal() {
        return switch (relationship.state().current()) {
            case HOT_STANDBY, LOAD_BALANCING -> true;
            default -> false;
        };
    }

    /** The partner knows everything but the latest, and all from before it was found again. */
    private boolean isDrained() {
        return tracking
                && !outstanding.hasWaitedSince(
                        Math.max(
                                contact.upSinceNanos(),
                                loop.nanoTimeWithSuspend() - LATEST.toNanos()));
    }

    private void step() {
        if (stopped) {
            return;
        }
        if (handshake.mustTellAll()) {
            track(lease -> true, false);
        }
        if (!tracking && mayBegin()) {
            with.log().log(HaMessage.TANDEM6_CONTINUITY_RECONCILES, partner());
            track(lease -> true, false);
        } else if (tracking
                && handshake.memory().current().isEmpty()
                && !(contact.isUp() && isNormal())) {
            untrack();
        }
        stand();
        handshake.recoverIfTimeHasPassed(contact.isUp());
        courier.pump();
        tell();
    }

    /** Both are well, have the same terms, and no agreement yet. */
    private boolean mayBegin() {
        return contact.isUp()
                && isNormal()
                && handshake.isOfferedTheSame()
                && with.mayBegin().get();
    }

    private void stand() {
        Optional<Standing> standing = stopped ? Optional.empty() : handshake.standing(isInTouch());
        rights.stand(standing.orElse(null));
    }

    private void tell() {
        if (contact.isUp() && isDrained()) {
            resync.end(loop.nanoTime())
                    .ifPresent(
                            told ->
                                    with.log().log(
                                            HaMessage.TANDEM6_RESYNCHRONIZED,
                                            partner(),
                                            told.leases(),
                                            told.millis()));
        }
        Accord accord = accord();
        if (accord != told) {
            told = accord;
            relationship.handle(new HaEvent.AccordChanged(relationship.moment(), accord));
        }
        if (accord == Accord.RECONCILED) {
            endSync(true);
        }
    }

    /**
     * What is about to be on disk counts for what a server does, though not for what it promises.
     */
    private Accord accord() {
        if (!reconciles()) {
            return Accord.NONE;
        }
        if (handshake.memory().partnerBehind() != 0) {
            return Accord.PARTNER_FORGETFUL;
        }
        return isReconciled() ? Accord.RECONCILED : Accord.IN_FORCE;
    }

    /** Both servers know all of each other. */
    private boolean isReconciled() {
        return handshake.isInForce() && isInTouch() && isDrained() && handshake.isPartnerThrough();
    }

    private boolean isInTouch() {
        return contact.isUp()
                && handshake.isPartnerHeard()
                && handshake.clocks().isPartnerKnown(contact.upSinceNanos());
    }

    private String partner() {
        return settings.partner().orElseThrow().name();
    }

    /** For {@code status-get}. */
    ObjectNode status() {
        ObjectNode status = handshake.status();
        status.put("contact", contact.isUp());
        status.put("outstanding", outstanding.size());
        status.put("reconciled", isReconciled());
        return status;
    }

    /** For those who watch from outside. */
    public ContinuityReport report() {
        Memory memory = handshake.memory();
        return new ContinuityReport(
                handshake.isInForce(),
                memory.current().map(Pact::number).orElse(0L),
                contact.isUp(),
                isReconciled(),
                outstanding.size(),
                memory.handedOver(),
                memory.holding(),
                memory.behind(),
                handshake.configurationsDiffer(),
                relationship.state().partner().clockSkewSeconds());
    }

    /** By what this server's half of these subnets is counted; empty without agreement. */
    Optional<OwnHalf.Basis> ownHalf(List<Subnet> subnets) {
        return handshake.ownHalf(subnets);
    }

    /**
     * An operator says that the partner is off.
     *
     * @return seconds after which its half may be used, or why not
     */
    Confirmation confirmPartnerDown() {
        if (!handshake.isAcquainted()) {
            handshake.becomeAcquainted();
            stand();
            return new Confirmation(0, "");
        }
        if (!handshake.isInForce()) {
            return new Confirmation(0, "there is no agreement with the partner");
        }
        if (contact.isUp()) {
            return new Confirmation(0, "the partner answers");
        }
        takeOver();
        return new Confirmation(handshake.memory().mcltMax(), "");
    }

    /**
     * What becomes of the partner's half.
     *
     * @param seconds after which it may be used
     * @param obstacle why it may not, empty if it may
     */
    record Confirmation(long seconds, String obstacle) {}

    /** This server's DUID. */
    Duid serverId() {
        return with.relationship().serverId();
    }

    /** True if Kea's rules give way to this here. */
    boolean isInForce() {
        return handshake.isInForce();
    }

    /**
     * True if both servers have confirmed an agreement, even if this one has yet to write that to
     * disk, or if this one has forgotten it: what it lacks is told to it by the partner.
     */
    boolean reconciles() {
        return handshake.memory().isInForce() || handshake.memory().behind();
    }

    /** True if an account is kept of what the partner does not know. */
    boolean isTracking() {
        return tracking;
    }

    /** What may be promised to clients. */
    LeaseRights rights() {
        return rights;
    }

    /** The configuration is another one. */
    void reconfigured() {
        step();
    }

    /** What this server says of itself. */
    Greeting greeting() {
        return handshake.greeting(self(), outstanding.size(), !outstanding.hasUntold());
    }

    /** True if a message to the partner is answered here, since the partner does not do it. */
    boolean servesInPlaceOfPartner(ServiceGate.Query query) {
        HaState state = relationship.state();
        return handshake.isInForce()
                && (!contact.isUp() || isPartnerIdle())
                && query.isDue(EARLY_MILLIS)
                && (isNormal() || state.current() == ServerState.COMMUNICATION_RECOVERY)
                && !state.paused()
                && state.maintenance() == HaState.MaintenanceCommand.NONE
                && settings.self().autoFailover();
    }

    /** The partner is there and serves nobody, as one that is starting or whose disk is full. */
    private boolean isPartnerIdle() {
        ServerState partner = relationship.state().partner().state();
        return handshake.isPartnerStuck()
                || partner == ServerState.WAITING
                || partner == ServerState.SYNCING
                || partner == ServerState.READY;
    }

    /** The DUID of a partner in whose name messages are answered too. */
    Optional<Duid> partnerId() {
        return handshake.isInForce() ? handshake.memory().partnerId() : Optional.empty();
    }

    /** True if an expired lease may be ended here. */
    boolean mayEnd(Lease lease) {
        noticeJump();
        return !tracking || rights.mayEnd(lease, loop.epochSecond());
    }

    /** True if the partner knows that a lease is over. */
    public boolean mayForget(Lease lease) {
        return !tracking || rights.mayForget(lease);
    }

    /** Waits until both servers know all of each other; false if the partner is lost before. */
    void sync(Consumer<Boolean> done) {
        synchronizing = done;
        loop.execute(this::step);
    }

    void abandonSync() {
        synchronizing = null;
    }

    private void endSync(boolean successful) {
        Consumer<Boolean> waiting = synchronizing;
        if (waiting != null) {
            synchronizing = null;
            loop.execute(() -> waiting.accept(successful));
        }
    }

    /** The partner takes over; {@code done} runs when that is on disk. */
    void handOver(Runnable done) {
        if (handshake.isInForce()) {
            handshake.handOver(done);
            stand();
        } else {
            done.run();
        }
    }

    /** The partner has handed over, or an operator says that it is off. */
    void takeOver() {
        if (handshake.memory().current().isPresent()) {
            handshake.takeOver(loop.epochSecond());
            stand();
        }
    }

    /** A lease is another one, in the table and soon on disk. */
    void changed(Lease lease, @Nullable Lease before, End end) {
        changedSinceBeat = true;
        if (rights.isPartnerOver(loop.epochSecond())) {
            outstanding.needNotAsk(lease.address());
        }
        outstanding.changed(lease, before, end, loop.nanoTimeWithSuspend(), loop.epochSecond());
    }

    void durable(Lease lease) {
        outstanding.durable(lease);
    }

    /** What the partner does not know of an address, if there is something. */
    Optional<Outstanding.Entry> account(Ipv6Address address) {
        return Optional.ofNullable(outstanding.find(address));
    }

    /** A change that was never on disk is taken back. */
    void undone(Ipv6Address address, Outstanding.@Nullable Entry former) {
        outstanding.undone(address, former);
    }

    void pump() {
        courier.pump();
    }

    /**
     * Notes that changes are made only if the partner agrees: a server that starts again must not
     * take them for agreed. {@code next} runs when that is on disk, and hears whether nothing has
     * been given away meanwhile that overlaps them.
     */
    void prepare(List<LeaseChange> changes, Consumer<Boolean> next) {
        if (!tracking) {
            next.accept(true);
            return;
        }
        changes.stream()
                .map(LeaseChange::lease)
                .filter(lease -> !isOwnToGive(lease))
                .forEach(lease -> outstanding.willAsk(lease, with.leases().find(lease.address())));
        handshake.beat(() -> next.accept(rights.areApart(changes, loop.epochSecond())));
    }

    /** What this server may give alone is no question, even if the same client asks for more. */
    private boolean isOwnToGive(Lease lease) {
        return rights.bind(
                        lease.address(),
                        lease.prefixLength(),
                        with.leases().find(lease.address()),
                        lease.bindingKey(),
                        loop.epochSecond())
                == Right.FULL;
    }

    /** Tells the partner of changes that are on disk; the client waits as long as it must. */
    void await(List<LeaseChange> changes, Replicated done) {
        courier.await(changes, done);
    }

    /** What is against an operator's changes, empty for nothing. */
    public Optional<String> objection(List<LeaseChange> changes) {
        noticeJump();
        return OperatorRules.objection(
                changes, rights, with.leases(), isInTouch(), loop.epochSecond());
    }

    /** An operator insisted on a change. */
    public void forced(String command, String objection) {
        with.log().log(HaMessage.TANDEM6_LEASE_FORCED, command, objection);
    }

    /** Takes the partner's lease updates. */
    void receive(String from, JsonNode arguments, Consumer<ControlResponse> answer) {
        noticeJump();
        receiver.receive(from, arguments, answer);
    }

    /** The last update that is no longer on its way. */
    Optional<UpdateNumber> settledUpdate() {
        return courier.settledUpdate();
    }

    /** What the parts ask and tell. */
    private final class Side implements UpdateReceiver.Side, Courier.Partnership {
        @Override
        public boolean isTracking() {
            return tracking;
        }

        @Override
        public boolean isOwner(Lease lease) {
            return handshake.isOwner(lease);
        }

        @Override
        public boolean yields() {
            return handshake.memory().yields();
        }

        @Override
        public boolean isOverlapped(Lease lease) {
            return rights.isOverlapped(lease, loop.epochSecond());
        }

        @Override
        public boolean mayRun(Lease lease) {
            return rights.mayRun(lease, loop.epochSecond());
        }

        @Override
        public boolean isRecovering() {
            return handshake.memory().behind();
        }

        @Override
        public boolean isGreeted(long incarnation) {
            return handshake.isGreeted(incarnation);
        }

        @Override
        public boolean isTrusted(long incarnation) {
            return isGreeted(incarnation) && handshake.memory().partnerBehind() == 0;
        }

        @Override
        public OptionalLong millisSince(long partnersMillis) {
            return handshake.clocks().millisSince(partnersMillis);
        }

        @Override
        public long incarnation() {
            return with.relationship().numbers().incarnation();
        }

        @Override
        public void taken(Lease lease) {
            // The partner can tell later on whether this disk still is the one that has it.
            changedSinceBeat = true;
            outstanding.settled(lease.address());
            free(lease);
            courier.settled(lease.address());
        }

        private void free(Lease lease) {
            if (!lease.isInUse(loop.epochSecond())) {
                rights.freed();
            }
        }

        @Override
        public void combined(Lease lease, @Nullable Lease before) {
            changed(lease, before, End.WANTED);
        }

        @Override
        public void durable(Lease lease) {
            Continuity.this.durable(lease);
            courier.pump();
        }

        @Override
        public boolean isInTouch() {
            return tracking && Continuity.this.isInTouch() && !handshake.memory().behind();
        }

        @Override
        public boolean mayLead() {
            return handshake.isInForce()
                    || relationship.state().current() == ServerState.PARTNER_DOWN;
        }

        @Override
        public Duration latencyBudget() {
            return Duration.ofMillis(settings.continuity().latencyBudgetMillis());
        }

        @Override
        public LeadTime leadTime() {
            return address -> rights.leadTime(address, loop.epochSecond());
        }

        @Override
        public void send(
                List<Sent> batch,
                UpdateNumber number,
                Duration timeout,
                Consumer<PeerResult> done) {
            long sentNanos = loop.nanoTimeWithSuspend();
            with.relationship()
                    .transport()
                    .send(
                            settings.partner().orElseThrow(),
                            with.commands()
                                    .update(
                                            batch,
                                            number,
                                            receiver.last(),
                                            loop.nanoTimeWithSuspend()),
                            timeout,
                            result -> {
                                contact.judge(result, sentNanos);
                                done.accept(result);
                                tell();
                            });
        }

        @Override
        public void acknowledged(Sent sent) {
            changedSinceBeat = true;
            resync.told();
            outstanding.acknowledged(sent, loop.nanoTimeWithSuspend());
            free(sent.lease());
        }

        @Override
        public boolean refused(Sent sent, JsonNode failure) {
            Outstanding.Entry entry = outstanding.find(sent.address());
            if (entry == null || entry.version() != sent.entry().version()) {
                return true;
            }
            boolean counts =
                    handshake.memory().partnerBehind() == 0
                            || failure.path(UpdateReceiver.RECENT).asBoolean(false);
            Optional<Refusal.Adopted> adopted =
                    Refusal.adopt(
                                    sent,
                                    failure,
                                    with.leases().find(sent.address()),
                                    node -> receiver.decode(node),
                                    loop.epochSecond())
                            .filter(a -> counts || a.takesNothing(sent.lease()));
            if (adopted.filter(a -> a.isSameHolder(sent.lease())).isEmpty()) {
                with.log().log(
                        HaMessage.TANDEM6_LEASE_REFUSED,
                        sent.address(),
                        partner(),
                        failure.path("error-message").asString(""));
            }
            adopted.ifPresent(this::adopt);
            return adopted.isPresent();
        }

        /** Whoever waits must see what is stored from now on. */
        private void adopt(Refusal.Adopted adopted) {
            Lease lease = adopted.lease();
            if (!adopted.isPartners()) {
                changed(lease, with.leases().find(lease.address()), End.WITHDRAWN);
            }
            with.writer()
                    .commit(
                            List.of(new LeaseChange.Put(lease)),
                            outcome -> {
                                if (!adopted.isPartners()) {
                                    owed.follow(outcome, () -> durable(lease));
                                }
                            });
            if (adopted.isPartners()) {
                taken(lease);
            }
        }
    }
}
