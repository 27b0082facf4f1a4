package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Continuity.Wish;
import io.tandem6.config.HaSettings.Role;
import io.tandem6.config.Subnet;
import io.tandem6.lease.Lease;
import io.tandem6.lease.UpdateNumber;
import io.tandem6.server.continuity.Agreement;
import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.continuity.Half;
import io.tandem6.server.continuity.Halves;
import io.tandem6.server.continuity.Memory;
import io.tandem6.server.continuity.Outstanding;
import io.tandem6.server.continuity.OwnHalf;
import io.tandem6.server.continuity.Standing;
import io.tandem6.server.continuity.Terms;
import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Comes to an agreement with the partner: puts what each of the two says of itself together with
 * what is remembered, by the rules of {@link Agreement}, and has that kept. Event loop only.
 */
final class Handshake {
    private final ContinuitySurroundings with;
    private final EventLoop loop;
    private final MemoryKeeper keeper;
    private final long startNanos;
    private final PairClocks clocks;
    private final Outstanding outstanding;
    private final Runnable changed;
    private final Halves halves;
    private final LastGreeting partner = new LastGreeting();
    private boolean acquainted;
    private long toldAllFor;
    private boolean toldAllBehind;

    /**
     * What the rest of the server knows.
     *
     * @param normal its HA state is the normal one
     * @param drained the partner knows all but the latest
     * @param stepsBack it is in maintenance
     * @param idle no update is on its way
     * @param storing leases can be stored
     * @param shifting some leases may seem to be over since the clock has jumped
     * @param seen the partner's last update that was taken
     * @param settled this server's last update that is no longer on its way
     */
    record Self(
            boolean normal,
            boolean drained,
            boolean stepsBack,
            boolean idle,
            boolean storing,
            boolean shifting,
            Optional<UpdateNumber> seen,
            UpdateNumber settled) {}

    Handshake(
            HaSettings settings,
            ContinuitySurroundings with,
            Outstanding outstanding,
            Runnable changed) {
        this.with = with;
        this.loop = with.loop();
        this.halves =
                new Halves(settings.self().role() == Role.PRIMARY ? Half.PRIMARY : Half.SECONDARY);
        this.keeper = with.memory();
        keeper.open();
        this.outstanding = outstanding;
        this.changed = changed;
        this.startNanos = loop.nanoTimeWithSuspend();
        this.clocks = new PairClocks(loop, keeper, with.log());
        this.toldAllFor = keeper.wanted().partnerBehind();
        this.toldAllBehind = keeper.wanted().behind();
        this.acquainted =
                settings.continuity().wish() != Wish.EXPECTED
                        || keeper.wanted().partnerId().isPresent()
                        || !with.leases().page(null, 1).isEmpty();
    }

    /** What is remembered is what the account says from now on, which has begun. */
    void start() {
        keeper.begin(this::upToDate, changed);
    }

    private Memory upToDate(Memory memory) {
        return memory.beating(
                outstanding.hasUnproven()
                        ? memory.acknowledgedBefore()
                        : outstanding.acknowledgedBefore(loop.epochSecond()),
                outstanding.asked());
    }

    /** The account says nothing any more. */
    void stop() {
        keeper.end();
    }

    /** What is remembered, on disk or not yet. */
    Memory memory() {
        return keeper.wanted();
    }

    /** Leases have changed, or were acknowledged, which is to be noted on disk. */
    void beat() {
        keeper.beat();
    }

    /** The same; {@code done} runs when that is on disk. */
    void beat(Runnable done) {
        keeper.keep(keeper.wanted(), done);
    }

    /**
     * The partner was heard.
     *
     * @param fresh in answer to this server; a request may be older than what was heard before
     */
    void heard(Greeting greeting, Self self, boolean fresh) {
        partner.greeted();
        Memory before = keeper.wanted();
        Memory after =
                Agreement.heard(
                        before,
                        greeting,
                        new Agreement.Self(
                                with.terms().get(),
                                incarnation(),
                                keeper.startBeat(),
                                self.normal(),
                                self.drained(),
                                self.stepsBack()),
                        fresh);
        if (fresh && greeting.incarnation() >= before.partnerIncarnation()) {
            partner.answered(greeting);
        } else if (!fresh && !partner.isAnsweredBy(greeting.incarnation())) {
            after = Agreement.overheard(after, greeting);
        }
        if (self.shifting()) {
            after = after.withJump(before.jumped());
        }
        after = after.since(before, loop.epochSecond());
        report(before, after);
        keeper.keep(after);
    }

    /** How this server's clocks stand to the partner's. */
    PairClocks clocks() {
        return clocks;
    }

    private void report(Memory before, Memory after) {
        if (!before.isInForce() && after.isInForce()) {
            with.log().log(
                    HaMessage.TANDEM6_CONTINUITY_AGREED,
                    after.current().orElseThrow().number(),
                    after.current().orElseThrow().terms().mcltSeconds());
        }
        if (!before.behind() && after.behind()) {
            with.log().log(HaMessage.TANDEM6_CONTINUITY_BEHIND);
        }
        if (before.partnerBehind() == 0 && after.partnerBehind() != 0) {
            with.log().log(HaMessage.TANDEM6_CONTINUITY_PARTNER_BEHIND);
        }
    }

    private long incarnation() {
        return with.relationship().numbers().incarnation();
    }

    /**
     * The partner has answered, or is certain not to run. A server that has neither leases nor any
     * memory of its partner is a new one, or has lost its disk; only the partner knows which, if it
     * is a Tandem6.
     */
    void becomeAcquainted() {
        acquainted = true;
    }

    /** True if this server knows whether it has forgotten something, see {@link Halves.Known}. */
    boolean isAcquainted() {
        return acquainted;
    }

    /** What the partner says. */
    LastGreeting partner() {
        return partner;
    }

    /** True if the partner's configuration has the same terms. */
    boolean isOfferedTheSame() {
        return partner.offers(with.terms().get().hash());
    }

    /** True if the partner is done with telling, and neither has forgotten anything. */
    boolean isPartnerThrough() {
        return partner.isThrough() && !memory().behind() && memory().partnerBehind() == 0;
    }

    /** The partner is none with which there is an agreement. */
    void endAgreement() {
        keeper.keep(memory().withoutAgreement());
    }

    /** True once for each time that one of the servers has forgotten what it did. */
    boolean mustTellAll() {
        boolean must =
                (memory().partnerBehind() != 0 && memory().partnerBehind() != toldAllFor)
                        || (memory().behind() && !toldAllBehind);
        toldAllFor = memory().partnerBehind();
        toldAllBehind = memory().behind();
        return must;
    }

    /** What this server had forgotten has been told to it, and what it promised is over. */
    void recoverIfTimeHasPassed(boolean inTouch) {
        Terms terms = with.terms().get();
        boolean madeUpFor =
                partner.get().filter(p -> Agreement.isMadeUpFor(memory(), p, terms)).isPresent();
        long mclt = Duration.ofSeconds(terms.mcltSeconds()).toNanos();
        if (inTouch && madeUpFor && loop.nanoTimeWithSuspend() - startNanos > mclt) {
            with.log().log(HaMessage.TANDEM6_CONTINUITY_RECOVERED);
            keeper.keep(memory().recoveredIn(incarnation()));
        }
    }

    /** The partner may use this server's half; {@code done} runs when that is on disk. */
    void handOver(Runnable done) {
        keeper.keep(memory().handingOver(), done);
    }

    /** The partner is certain to be off, at {@code now}, Unix time in seconds. */
    void takeOver(long now) {
        keeper.keep(memory().takingOver(now));
    }

    /** The partner is alive: its half is its own, when it knows everything. */
    void partnerIsBack(boolean knowsEverything) {
        keeper.keep(memory().partnerIsBack(knowsEverything));
    }

    /** True if both have confirmed, and that is on disk. */
    boolean isInForce() {
        return keeper.durable().isInForce() && keeper.wanted().isInForce();
    }

    /** Where this server stands; empty without agreement. */
    Optional<Standing> standing(boolean inTouch) {
        return halves.standing(
                new Halves.Known(
                        keeper.wanted(),
                        keeper.durable(),
                        with.terms().get(),
                        acquainted,
                        inTouch,
                        partner.isDrained()));
    }

    /** See {@link Halves#isOwner}. */
    boolean isOwner(Lease lease) {
        return halves.isOwner(lease, memory(), with.terms());
    }

    /** True if that start of the partner has been heard of: what it says has been judged. */
    boolean isGreeted(long incarnation) {
        return memory().partnerIncarnation() == incarnation;
    }

    /** True if what the partner has said in that start of it counts: it knew what it had done. */
    boolean isTrusted(long incarnation) {
        return isGreeted(incarnation) && memory().partnerBehind() == 0;
    }

    /**
     * What this server says, all of which is on its disk.
     *
     * @param outstanding addresses of which the partner does not know all
     * @param toldAll nothing is left of which nobody knows what the partner knows
     */
    Greeting greeting(Self self, long outstanding, boolean toldAll) {
        Memory memory = keeper.durable();
        // The partner must not go on with what it has forgotten until that is on this disk.
        long behind = keeper.wanted().partnerBehind();
        boolean partnerBehind = behind != 0;
        return new Greeting(
                Greeting.VERSION,
                with.relationship().serverId(),
                incarnation(),
                keeper.startBeat(),
                memory.beat(),
                with.terms().get().hash(),
                with.configuration().get(),
                memory.current().map(Greeting.Agreed::of),
                memory.next().map(Greeting.Agreed::of),
                self.normal(),
                self.drained(),
                self.idle(),
                self.storing(),
                self.seen(),
                Optional.of(self.settled()),
                Optional.of(new Greeting.Heard(memory.partnerIncarnation(), memory.partnerBeat())),
                outstanding,
                partnerBehind,
                partnerBehind && behind == toldAllFor && toldAll,
                memory.behind(),
                memory.recovered(),
                Math.max(memory.hold(), keeper.wanted().hold()),
                loop.now().toEpochMilli(),
                loop.nanoTimeWithSuspend() / 1_000_000);
    }

    /** See {@link Halves#basis}. */
    Optional<OwnHalf.Basis> ownHalf(List<Subnet> subnets) {
        return halves.basis(subnets, memory());
    }

    /** True if the partner is known to have another configuration. */
    boolean configurationsDiffer() {
        return partner.differsFrom(with.configuration().get());
    }
}
