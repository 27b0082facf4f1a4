package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.config.Subnet;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.continuity.Memory;
import io.tandem6.server.continuity.Outstanding;
import io.tandem6.server.continuity.OwnHalf;
import io.tandem6.server.continuity.Rights;
import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What two Tandem6 servers do beyond Kea's rules, so that a dead or unreachable partner costs
 * clients nothing, as the rest of the server sees it: makes the parts, has them begin, go on with
 * the time and end together, and passes on to them what the server asks. What they do is in {@link
 * Hearing} and {@link Consequences}; the rules are in {@code server.continuity}. Event loop only.
 */
public final class Continuity {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final ContinuitySurroundings with;
    private final Handshake handshake;
    private final Contact contact;
    private final Account account;
    private final Bond bond;
    private final Courier courier;
    private final UpdateReceiver receiver;
    private final JumpWatch jumps;
    private final Hearing hearing;
    private final Consequences consequences;
    private final EarlyService earlyService;
    private final TakeOver takeOver;
    private final Reconciliation reconciliation;
    private final AccordWatch accord;
    private final OperatorChanges operatorChanges;
    private final RoughTimes roughTimes = new RoughTimes();
    private EventLoop.@Nullable Timer timer;

    Continuity(HaSettings settings, Relationship relationship, ContinuitySurroundings with) {
        this.with = with;
        Outstanding outstanding = new Outstanding();
        Rights rights = new Rights(outstanding, with.leases());
        this.handshake = new Handshake(settings, with, outstanding, this::stand);
        this.contact =
                new Contact(
                        with.loop(),
                        settings.continuity(),
                        relationship::askPartner,
                        this::contactChanged);
        this.account = new Account(with.loop(), with.leases(), outstanding, rights, handshake);
        this.bond =
                new Bond(
                        settings,
                        relationship,
                        with,
                        outstanding,
                        rights,
                        handshake,
                        contact,
                        account);
        ReceiverSide receiverSide = new ReceiverSide(bond, roughTimes, this::courier);
        ToldLeaseReader reader = new ToldLeaseReader(handshake.clocks()::millisSince);
        BulkApply bulk =
                new BulkApply(
                        with.loop(),
                        with.leases(),
                        with.writer(),
                        outstanding,
                        reader,
                        receiverSide);
        this.receiver =
                new UpdateReceiver(with.relationship().received(), handshake::isTrusted, bulk);
        this.reconciliation = new Reconciliation(settings, with, bulk::counts);
        this.accord = new AccordWatch(bond, reconciliation);
        Adoption adoption = new Adoption(bond, reader, receiverSide);
        this.courier =
                new Courier(
                        with.loop(),
                        with.leases(),
                        outstanding,
                        bond.numbers(),
                        new CourierSide(bond, receiver, adoption, accord::look));
        this.jumps = new JumpWatch(bond, this::stand);
        this.consequences = new Consequences(bond, courier, receiver, jumps, accord);
        this.hearing = new Hearing(bond, receiver, jumps, consequences);
        this.earlyService = new EarlyService(bond);
        this.takeOver = new TakeOver(bond, consequences::stand);
        this.operatorChanges = new OperatorChanges(bond, jumps);
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

    /** What an operator may change. */
    public OperatorChanges operatorChanges() {
        return operatorChanges;
    }

    /** What is heard of the partner. */
    Hearing hearing() {
        return hearing;
    }

    /** Goes on with what is remembered. */
    void start() {
        Memory memory = handshake.memory();
        if (!handshake.isAcquainted()) {
            with.log().log(HaMessage.TANDEM6_CONTINUITY_UNACQUAINTED, bond.partner());
        }
        if (memory.current().isPresent()) {
            long from = account.untoldSince();
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
        OwedChanges owed = new OwedChanges(with.loop(), with.writer());
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
        consequences.stop();
        handshake.stop();
        account.stop();
        reconciliation.fail("the server, or its relationship, ends");
        if (timer != null) {
            timer.cancel();
        }
        contact.stop();
        courier.partnerIsLost();
        stand();
    }

    private void tick() {
        if (consequences.isStopped()) {
            return;
        }
        timer = with.loop().schedule(TICK, this::tick);
        noticeJump();
        account.beat();
        consequences.step();
        reconciliation.look(accord.isReconciled());
        if (account.isKept() && bond.isInTouch() && !handshake.clocks().isRough()) {
            roughTimes.mend(this::fetchAll);
        }
    }

    /**
     * Whatever is decided by the clock asks this first: in the moment after a jump leases seem to
     * be over that clients have, and a partner that has forgotten them, or is off, does not object.
     */
    public void noticeJump() {
        jumps.look();
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
                        : bond.isInTouch() ? "" : "'" + bond.partner() + "' does not answer";
        reconciliation.fetchAll(obstacle, greeting(), done);
    }

    private void contactChanged() {
        if (!contact.isUp()) {
            handshake.partner().forget();
            if (!consequences.isStopped()) {
                with.log().log(HaMessage.TANDEM6_CONTACT_LOST, bond.partner());
            }
        } else {
            with.log().log(HaMessage.TANDEM6_CONTACT, bond.partner());
            account.partnerIsBack();
        }
        consequences.step();
        if (!contact.isUp()) {
            courier.partnerIsLost();
            reconciliation.fail("'" + bond.partner() + "' does not answer any more");
            reconciliation.end(false);
        }
    }

    private void stand() {
        consequences.stand();
    }

    /** For {@code status-get}. */
    ObjectNode status() {
        return ContinuityStatus.of(bond, accord.isReconciled());
    }

    /** For those who watch from outside. */
    public ContinuityReport report() {
        return ContinuityReport.of(bond, accord.isReconciled());
    }

    /** By what this server's half of these subnets is counted; empty without agreement. */
    Optional<OwnHalf.Basis> ownHalf(List<Subnet> subnets) {
        return handshake.ownHalf(subnets);
    }

    /** This server's DUID. */
    Duid serverId() {
        return with.relationship().serverId();
    }

    /** See {@link AccordWatch#reconciles}. */
    boolean reconciles() {
        return accord.reconciles();
    }

    /** What may be promised to clients. */
    LeaseRights rights() {
        return bond.rights();
    }

    /** The configuration is another one. */
    void reconfigured() {
        consequences.step();
    }

    /** What this server says of itself. */
    Greeting greeting() {
        return consequences.greeting();
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
        with.loop().execute(consequences::step);
    }

    void abandonSync() {
        reconciliation.abandon();
    }

    /** Takes the partner's lease updates. */
    void receive(String from, JsonNode arguments, Consumer<ControlResponse> answer) {
        noticeJump();
        receiver.receive(from, arguments, answer);
    }
}
