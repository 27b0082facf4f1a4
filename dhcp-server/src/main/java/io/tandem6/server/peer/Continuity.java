package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.config.Subnet;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import io.tandem6.server.continuity.ClockJump;
import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.continuity.Memory;
import io.tandem6.server.continuity.OperatorRules;
import io.tandem6.server.continuity.Outstanding;
import io.tandem6.server.continuity.OwnHalf;
import io.tandem6.server.continuity.Pact;
import io.tandem6.server.continuity.Rights;
import io.tandem6.server.continuity.Standing;
import io.tandem6.server.continuity.Terms;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaState.Accord;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
    private static final Duration TICK = Duration.ofSeconds(1);

    private final HaSettings settings;
    private final Relationship relationship;
    private final Surroundings with;
    private final EventLoop loop;
    private final Outstanding outstanding = new Outstanding();
    private final Account account;
    private final Rights rights;
    private final Handshake handshake;
    private final Contact contact;
    private final Courier courier;
    private final UpdateReceiver receiver;
    private final LeaseShift shift;
    private final EarlyService earlyService;
    private final TakeOver takeOver;
    private final Reconciliation reconciliation;
    private final RoughTimes roughTimes = new RoughTimes();
    private EventLoop.@Nullable Timer timer;
    private Accord told = Accord.NONE;
    private boolean greeted;
    private boolean stopped;
    private String misunderstood = "";

    /**
     * What it needs of the server.
     *
     * @param relationship what all of it has
     * @param commands what is said to the partner
     * @param memory what it remembers of the partner
     * @param terms those that the configuration has
     * @param configuration hash of what both should have in common
     * @param mayBegin no other update is on its way to the partner
     */
    record Surroundings(
            HighAvailability.Surroundings relationship,
            PeerCommands commands,
            MemoryKeeper memory,
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
        this.account = new Account(loop, with.leases(), outstanding, rights, handshake);
        UpdateNumbers numbers = with.relationship().numbers();
        ReceiverSide receiverSide =
                new ReceiverSide(
                        loop, numbers, account, handshake, rights, roughTimes, this::courier);
        this.receiver =
                new UpdateReceiver(
                        loop,
                        with.leases(),
                        with.writer(),
                        with.relationship().received(),
                        outstanding,
                        receiverSide);
        this.courier =
                new Courier(
                        loop,
                        with.leases(),
                        outstanding,
                        numbers,
                        new CourierSide(
                                settings,
                                relationship,
                                with,
                                account,
                                rights,
                                handshake,
                                contact,
                                receiver,
                                new Adoption(
                                        with,
                                        partner(),
                                        account,
                                        handshake,
                                        receiver,
                                        receiverSide),
                                this::isInTouch,
                                this::tell));
        this.shift =
                new LeaseShift(
                        loop, with.leases(), with.writer(), outstanding, this::clockIsRightAgain);
        this.earlyService = new EarlyService(settings, relationship, handshake, contact);
        this.takeOver = new TakeOver(loop, handshake, contact, this::stand);
        this.reconciliation = new Reconciliation(settings, with, receiver::counts);
    }

    /** What is told to the partner, and waited for. */
    Courier courier() {
        return courier;
    }

    /** What it does not know. */
    Account account() {
        return account;
    }

    /** Which of its clients are answered here. */
    EarlyService earlyService() {
        return earlyService;
    }

    /** What is its, and what is this server's. */
    TakeOver takeOver() {
        return takeOver;
    }

    /** What was told meanwhile, before the jump was noticed, was told by the wrong clock. */
    private void clockIsRightAgain() {
        if (account.isKept()) {
            account.beginAgain();
        }
    }

    /** Goes on with what is remembered. */
    void start() {
        Memory memory = handshake.memory();
        if (!handshake.isAcquainted()) {
            with.log().log(HaMessage.TANDEM6_CONTINUITY_UNACQUAINTED, partner());
        }
        if (memory.current().isPresent()) {
            long from = memory.acknowledgedBefore() - Account.CLOCK_MARGIN_SECONDS;
            boolean all = memory.behind() || memory.partnerBehind() != 0;
            account.begin(lease -> all || lease.clientLastTransmission() >= from, !all);
            contact.start();
        }
        handshake.start();
        stand();
        tick();
        awaitStored();
    }

    /**
     * What the former relationship changed may not be on disk yet: a server that fails must not
     * have told its partner of it.
     */
    private void awaitStored() {
        OwedChanges owed = new OwedChanges(loop, with.writer());
        with.writer()
                .commit(
                        List.of(),
                        outcome ->
                                owed.follow(
                                        outcome,
                                        () -> {
                                            account.stored();
                                            courier.pump();
                                        }));
    }

    void stop() {
        stopped = true;
        handshake.stop();
        account.stop();
        reconciliation.fail("the server, or its relationship, ends");
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
        account.beat();
        step();
        reconciliation.look(isReconciled());
        if (account.isKept() && isInTouch() && !handshake.clocks().isRough()) {
            roughTimes.mend(this::fetchAll);
        }
    }

    /**
     * Whatever is decided by the clock asks this first: in the moment after a jump leases seem to
     * be over that clients have, and a partner that has forgotten them, or is off, does not object.
     */
    public void noticeJump() {
        handshake
                .clocks()
                .jump()
                .filter(jump -> account.isKept())
                .ifPresent(
                        jump -> {
                            shift.begin(jump);
                            stand();
                        });
    }

    private void endAccount() {
        account.end();
        courier.partnerIsLost();
    }

    private void askPartner(Duration timeout, Consumer<PeerResult> answered) {
        relationship.askPartner(timeout, answered);
    }

    /**
     * What was understood of the partner's answer. A greeting of which nothing is, as of a much
     * later release, ends no agreement: what was promised by it still holds, and the answer counts
     * as none. Where none was made the two have Kea's rules in common, and keep to them.
     */
    private HeardAnswer understood(@Nullable JsonNode arguments) {
        HeardAnswer heard = HeardAnswer.decode(arguments);
        report(heard.objection().orElse(""));
        boolean needsGreeting =
                handshake.memory().current().isPresent() || !handshake.isAcquainted();
        return heard.objection().isPresent() && !needsGreeting ? heard.asFromKea() : heard;
    }

    private void report(String objection) {
        if (!objection.isEmpty() && !objection.equals(misunderstood)) {
            with.log().log(HaMessage.TANDEM6_GREETING_NOT_UNDERSTOOD, partner(), objection);
        }
        misunderstood = objection;
    }

    /** The partner's heartbeat. */
    void heardRequest(JsonNode arguments) {
        Greeting.decode(arguments.path(Greeting.KEY))
                .ifPresent(
                        greeting -> {
                            contact.start();
                            heard(greeting, false);
                            if (Reconciliation.isAllWanted(arguments)) {
                                tellAll();
                            }
                            step();
                        });
    }

    /** A partner that has started again had on its disk whatever it had acknowledged before. */
    private void heard(Greeting greeting, boolean fresh) {
        greeted = true;
        long former = handshake.memory().partnerIncarnation();
        handshake.heard(greeting, self(), fresh);
        if (!handshake.isGreeted(former)) {
            outstanding.seen(with.relationship().numbers().last().sequence());
        }
        greeting.settled()
                .filter(number -> handshake.isGreeted(number.incarnation()))
                .ifPresent(number -> receiver.settled(partner(), number));
    }

    /** It knows the holders as before, unless that was in doubt already. */
    private void tellAll() {
        if (handshake.isInForce()) {
            with.log().log(HaMessage.TANDEM6_ALL_LEASES_WANTED, partner());
            account.beginAgain();
        }
    }

    /**
     * Has the partner tell all its leases, at the operator's request or for their times.
     *
     * @param done hears when they are here, on disk
     */
    void fetchAll(Consumer<LeaseSync.Outcome> done) {
        String obstacle =
                handshake.memory().behind()
                        ? "a synchronization is under way"
                        : isInTouch() ? "" : "'" + partner() + "' does not answer";
        reconciliation.fetchAll(obstacle, greeting(), done);
    }

    /** The partner's answer to a heartbeat, before the state machine hears of it. */
    void heardAnswer(HeardAnswer answer, long sentNanos) {
        handshake.becomeAcquainted();
        if (answer.greeting().isEmpty()) {
            partnerIsKea();
            return;
        }
        contact.start();
        compareClocks(answer.greeting().get(), sentNanos);
        heard(answer.greeting().get(), true);
        noteSeen(answer.greeting().get());
        if (!answer.stepsBack()) {
            handshake.partnerIsBack(isDrained());
        }
        contact.heard();
        step();
    }

    private void compareClocks(Greeting greeting, long sentNanos) {
        handshake.clocks().compare(greeting, sentNanos);
        handshake
                .clocks()
                .setWhileOff()
                .filter(jump -> account.isKept())
                .ifPresent(this::clockWasSetWhileOff);
    }

    /** While something of the partner's is on its way it may have been written before that. */
    private void noteSeen(Greeting greeting) {
        if (greeting.idle()) {
            greeting.seen()
                    .filter(
                            seen ->
                                    seen.incarnation()
                                            == with.relationship().numbers().incarnation())
                    .ifPresent(seen -> outstanding.seen(seen.sequence()));
        }
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
            account.beginAgain();
        }
    }

    /** What came of any question to the partner, and what was understood of its answer. */
    HeardAnswer judge(PeerResult result, long sentNanos) {
        HeardAnswer heard =
                switch (result) {
                    case PeerResult.Answer answer -> understood(answer.arguments());
                    case PeerResult.Unreachable ignored -> HeardAnswer.NONE;
                };
        if (heard.objection().isEmpty()) {
            contact.judge(result, sentNanos);
        }
        return heard;
    }

    private void partnerIsKea() {
        greeted = false;
        contact.stop();
        handshake.forgetPartner();
        if (handshake.memory().current().isPresent()) {
            with.log().log(HaMessage.TANDEM6_CONTINUITY_ENDED, partner());
            handshake.endAgreement();
            endAccount();
            stand();
            relationship.handle(new HaEvent.ResetRequested(relationship.moment()));
        } else if (account.isKept()) {
            endAccount();
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
            account.partnerIsBack();
        }
        step();
        if (!contact.isUp()) {
            courier.partnerIsLost();
            reconciliation.fail("'" + partner() + "' does not answer any more");
            reconciliation.end(false);
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
                receiver.last(),
                courier.settledUpdate());
    }

    private boolean isNormal() {
        return relationship.state().isNormal();
    }

    private boolean isDrained() {
        return account.isDrained(contact.upSinceNanos());
    }

    private void step() {
        if (stopped) {
            return;
        }
        if (handshake.mustTellAll()) {
            account.begin(lease -> true, false);
        }
        if (!account.isKept() && mayBegin()) {
            with.log().log(HaMessage.TANDEM6_CONTINUITY_RECONCILES, partner());
            account.begin(lease -> true, false);
        } else if (account.isKept()
                && handshake.memory().current().isEmpty()
                && !(contact.isUp() && isNormal())) {
            endAccount();
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
            account.resynchronized()
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
            reconciliation.end(true);
        }
    }

    /**
     * What is about to be on disk counts for what a server does, though not for what it promises.
     */
    private Accord accord() {
        if (!reconciles()) {
            return greeted ? Accord.OFFERED : Accord.NONE;
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

    /** True if an expired lease may be ended here. */
    boolean mayEnd(Lease lease) {
        noticeJump();
        return account.mayEnd(lease) && !contact.isStale();
    }

    /** True if the partner knows that a lease is over. */
    public boolean mayForget(Lease lease) {
        return account.mayForget(lease);
    }

    /** Waits until both servers know all of each other; false if the partner is lost before. */
    void sync(Consumer<Boolean> done) {
        reconciliation.await(done);
        loop.execute(this::step);
    }

    void abandonSync() {
        reconciliation.abandon();
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
}
