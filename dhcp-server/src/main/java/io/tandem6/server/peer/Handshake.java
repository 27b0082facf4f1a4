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
import io.tandem6.server.continuity.Memory;
import io.tandem6.server.continuity.Outstanding;
import io.tandem6.server.continuity.OwnHalf;
import io.tandem6.server.continuity.Ownership;
import io.tandem6.server.continuity.Pact;
import io.tandem6.server.continuity.Standing;
import io.tandem6.server.continuity.Terms;
import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What this server and its partner have agreed on, and what they say of it to each other. */
final class Handshake {
    private final ContinuitySurroundings with;
    private final EventLoop loop;
    private final Half own;
    private final MemoryKeeper keeper;
    private final long startNanos;
    private final PairClocks clocks;
    private final Outstanding outstanding;
    private final Runnable changed;
    private final Map<Terms, Ownership> ownerships = new HashMap<>();
    private @Nullable Greeting partner;
    private boolean partnerGreets;
    private long answeredBy;
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
        this.own = settings.self().role() == Role.PRIMARY ? Half.PRIMARY : Half.SECONDARY;
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

    void beat() {
        keeper.beat();
    }

    void beat(Runnable done) {
        keeper.keep(keeper.wanted(), done);
    }

    void heard(Greeting greeting, Self self, boolean fresh) {
        partnerGreets = true;
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
            partner = greeting;
            answeredBy = greeting.incarnation();
        } else if (!fresh && greeting.incarnation() != answeredBy) {
            after = Agreement.overheard(after, greeting);
        }
        if (self.shifting()) {
            after = after.withJump(before.jumped());
        }
        after = after.since(before, loop.epochSecond());
        report(before, after);
        keeper.keep(after);
    }

    /** How they stand to the partner's. */
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

    boolean isAcquainted() {
        return acquainted;
    }

    /** The partner does not answer any more: what it said last may not be true any more. */
    void forgetPartner() {
        partner = null;
    }

    /** The partner answers as a Kea does. */
    void partnerIsKea() {
        forgetPartner();
        partnerGreets = false;
    }

    /** True if the partner was a Tandem6 with continuity when it was heard last. */
    boolean isPartnerTandem6() {
        return partnerGreets;
    }

    /** True if the partner has said that it cannot store leases, and so answers no clients. */
    boolean isPartnerStuck() {
        return partner != null && !partner.storing();
    }

    boolean isPartnerHeard() {
        return partner != null;
    }

    /** True if the partner's configuration has the same terms. */
    boolean isOfferedTheSame() {
        return partner != null && partner.terms().equals(with.terms().get().hash());
    }

    /** True if the partner is done with telling, and neither has forgotten anything. */
    boolean isPartnerThrough() {
        return partner != null
                && partner.drained()
                && !partner.behindYou()
                && !memory().behind()
                && memory().partnerBehind() == 0;
    }

    private boolean hasPartnerTold() {
        return partner != null && partner.drained();
    }

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
        Greeting heard = partner;
        long mclt = Duration.ofSeconds(with.terms().get().mcltSeconds()).toNanos();
        if (inTouch
                && heard != null
                && Agreement.isMadeUpFor(memory(), heard, with.terms().get())
                && loop.nanoTimeWithSuspend() - startNanos > mclt) {
            with.log().log(HaMessage.TANDEM6_CONTINUITY_RECOVERED);
            keeper.keep(memory().recoveredIn(incarnation()));
        }
    }

    void handOver(Runnable done) {
        keeper.keep(memory().handingOver(), done);
    }

    void takeOver(long now) {
        keeper.keep(memory().takingOver(now));
    }

    void partnerIsBack(boolean knowsEverything) {
        keeper.keep(memory().partnerIsBack(knowsEverything));
    }

    /** True if both have confirmed, and that is on disk. */
    boolean isInForce() {
        return keeper.durable().isInForce() && keeper.wanted().isInForce();
    }

    /** Where this server stands; empty without agreement. */
    Optional<Standing> standing(boolean inTouch) {
        Memory memory = keeper.wanted();
        Set<Terms> terms = new LinkedHashSet<>();
        Stream.of(
                        memory.current(),
                        memory.next(),
                        keeper.durable().current(),
                        keeper.durable().next())
                .flatMap(Optional::stream)
                .map(Pact::terms)
                .forEach(terms::add);
        if (!acquainted) {
            terms.add(with.terms().get());
        }
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        ownerships.keySet().retainAll(terms);
        List<Ownership> all = new ArrayList<>();
        terms.forEach(t -> all.add(ownerships.computeIfAbsent(t, Terms::ownership)));
        return Optional.of(
                new Standing(
                        own,
                        all,
                        terms.size() > 1 || !terms.contains(with.terms().get()),
                        inTouch,
                        hasPartnerTold(),
                        memory.handedOver(),
                        memory.behind() || !acquainted,
                        memory.partnerBehind() != 0,
                        inTouch || keeper.durable().takenOverAt().isEmpty()
                                ? OptionalLong.empty()
                                : memory.takenOverAt(),
                        Math.max(memory.mcltMax(), with.terms().get().mcltSeconds()),
                        memory.jumped(),
                        memory.forgotten()));
    }

    /**
     * True if this server's word counts where both have given away what a lease is about: it owns
     * it by the agreement, or else by its own terms, or one of the two has taken over what is the
     * other's.
     */
    boolean isOwner(Lease lease) {
        Memory memory = memory();
        Terms terms = memory.current().map(Pact::terms).orElseGet(with.terms());
        return memory.isOwner(
                ownerships
                        .computeIfAbsent(terms, Terms::ownership)
                        .owner(lease.address(), lease.prefixLength())
                        .filter(own::equals)
                        .isPresent());
    }

    /** True if that start of the partner has been heard of: what it says has been judged. */
    boolean isGreeted(long incarnation) {
        return memory().partnerIncarnation() == incarnation;
    }

    /** True if what the partner has said in that start of it counts: it knew what it had done. */
    boolean isTrusted(long incarnation) {
        return isGreeted(incarnation) && memory().partnerBehind() == 0;
    }

    /** What this server says, all of which is on its disk. */
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

    /** Who owns what by the present agreement, and which half is this server's. */
    Optional<OwnHalf.Basis> ownHalf(List<Subnet> subnets) {
        return memory().current()
                .map(
                        pact ->
                                new OwnHalf.Basis(
                                        subnets,
                                        ownerships.computeIfAbsent(pact.terms(), Terms::ownership),
                                        own));
    }

    /** True if the partner is known to have another configuration. */
    boolean configurationsDiffer() {
        Greeting heard = partner;
        return heard != null && !heard.configuration().equals(with.configuration().get());
    }

    /** For {@code status-get}. */
    ObjectNode status() {
        Memory memory = memory();
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("in-force", isInForce());
        memory.current()
                .ifPresent(
                        pact -> {
                            status.put("agreement", pact.number());
                            status.put("mclt", pact.terms().mcltSeconds());
                            status.put("split", pact.terms().split());
                            status.put("terms-differ", !pact.terms().equals(with.terms().get()));
                        });
        status.put("behind", memory.behind());
        status.put("partner-behind", memory.partnerBehind() != 0);
        status.put("handed-over", memory.handedOver());
        memory.takenOverAt().ifPresent(at -> status.put("taken-over-at", at));
        Greeting heard = partner;
        if (heard != null) {
            status.put("configurations-differ", configurationsDiffer());
            status.put("partner-outstanding", heard.outstanding());
        }
        return status;
    }
}
