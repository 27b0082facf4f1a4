package io.tandem6.server.continuity;

import static io.tandem6.server.continuity.Rows.EVEN;
import static io.tandem6.server.continuity.Rows.NOW;
import static io.tandem6.server.continuity.Rows.ODD;
import static io.tandem6.server.continuity.Rows.lease;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.fake.MapLeases;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the primary, which owns odd addresses, may promise. */
class RightsTest {
    private static final long MCLT = 600;

    private long jumped;
    private long forgotten;
    private boolean partnerRecovering;
    private boolean handedOver;
    private boolean partnerTold = true;

    private final Outstanding outstanding = new Outstanding();
    private final MapLeases leases = new MapLeases();
    private final Rights rights = new Rights(outstanding, leases);

    @BeforeEach
    void parted() {
        stand(false, false, OptionalLong.empty());
    }

    private void stand(boolean inTouch, boolean recovering, OptionalLong takenOver) {
        rights.stand(
                new Standing(
                        Half.PRIMARY,
                        List.of(new Ownership(List.of(), 128)),
                        false,
                        inTouch,
                        partnerTold,
                        handedOver,
                        recovering,
                        partnerRecovering,
                        takenOver,
                        MCLT,
                        jumped,
                        forgotten));
    }

    private void sendAll() {
        outstanding.take(100, 1, List.of(), Set.of());
    }

    private Right bind(Lease to, Lease stored, long now) {
        return rights.bind(to.address(), 128, stored, to.bindingKey(), now);
    }

    @Test
    void nothingIsLimitedWithoutAgreement() {
        rights.stand(null);

        assertThat(rights.extend(lease(EVEN, 1, NOW, 100), false, NOW)).isEqualTo(Right.FULL);
        assertThat(bind(lease(EVEN, 1, NOW, 100), null, NOW)).isEqualTo(Right.FULL);
    }

    @Test
    void theOwnHalfCanBeGivenAwayAloneAndTheOtherOnlyWithThePartner() {
        assertThat(bind(lease(ODD, 1, NOW, 100), null, NOW)).isEqualTo(Right.FULL);
        assertThat(bind(lease(EVEN, 1, NOW, 100), null, NOW)).isEqualTo(Right.NONE);

        stand(true, false, OptionalLong.empty());
        assertThat(bind(lease(ODD, 1, NOW, 100), null, NOW)).isEqualTo(Right.FULL);
        assertThat(bind(lease(EVEN, 1, NOW, 100), null, NOW)).isEqualTo(Right.ACKNOWLEDGED);
    }

    @Test
    void whoWasTakenForOffPromisesNothingWithoutThePartner() {
        Lease known = lease(EVEN, 1, NOW, 100);
        handedOver = true;
        parted();
        assertThat(rights.extend(known, false, NOW)).isEqualTo(Right.NONE);
        assertThat(rights.mayDeny(NOW)).isFalse();

        stand(true, false, OptionalLong.empty());
        assertThat(rights.extend(known, false, NOW)).isEqualTo(Right.ACKNOWLEDGED);

        stand(false, false, OptionalLong.of(NOW));
        assertThat(rights.extend(known, true, NOW)).isEqualTo(Right.FULL);
        assertThat(rights.extend(known, false, NOW + MCLT)).isEqualTo(Right.NONE);
        assertThat(rights.mayDeny(NOW + MCLT)).isFalse();
        assertThat(rights.extend(known, false, NOW + MCLT + 1)).isEqualTo(Right.FULL);
        assertThat(rights.mayDeny(NOW + MCLT + 1)).isTrue();
    }

    @Test
    void anEndThatThePartnerDoesNotKnowOfFreesNothingForOthers() {
        Lease before = lease(ODD, 1, NOW, 100);
        Lease ended = before.ended(NOW + 10);
        outstanding.changed(ended, before, End.WANTED, 0, NOW + 10);

        assertThat(bind(lease(ODD, 2, NOW, 100), ended, NOW + 20)).isEqualTo(Right.NONE);
        assertThat(bind(lease(ODD, 1, NOW, 100), ended, NOW + 20)).isEqualTo(Right.FULL);

        outstanding.settled(ODD);
        assertThat(bind(lease(ODD, 2, NOW, 100), ended, NOW + 20)).isEqualTo(Right.FULL);
    }

    /** The record of what is asked for would take the place of that of what is over. */
    @ParameterizedTest(name = "a /{0} ended, of which the partner {1}: its first address {2}")
    @CsvSource({
        "126, does not know, NONE",
        "126, knows,         FULL",
        "128, does not know, NONE",
        "128, knows,         FULL",
    })
    void anEndIsNotHiddenByWhatIsAskedForInItsPlace(int length, String partner, Right right) {
        stand(true, false, OptionalLong.empty());
        Lease before =
                Lease.assigned(
                        length == 128 ? LeaseType.IA_NA : LeaseType.IA_PD,
                        ODD,
                        length,
                        lease(ODD, 1, NOW, 100).duid(),
                        Iaid.of(1),
                        1,
                        NOW,
                        100,
                        50);
        Lease ended = before.ended(NOW + 10);
        if (partner.equals("does not know")) {
            outstanding.changed(ended, before, End.WANTED, 0, NOW + 10);
        }

        assertThat(bind(lease(ODD, 2, NOW, 100), ended, NOW + 20)).isEqualTo(right);
    }

    /**
     * The client gave its lease back here, and may have gone on with the partner, which did not
     * hear of it before it forgot everything.
     *
     * @param ended seconds before the partner was found to have forgotten
     * @param knew until when the partner knew the client to have it, seconds after that
     */
    @ParameterizedTest(name = "ended {0} s before, the partner knew it until {1}, {2} s later")
    @CsvSource({
        "50, 100,        700,  NONE",
        "50, 100,        701,  FULL",
        "50, -20,        600,  NONE",
        "50, -20,        601,  FULL",
        "50, that end,   1,    FULL",
        "50, who knows,  600,  NONE",
        "50, who knows,  601,  FULL",
        "51, who knows,  1,    FULL",
        "-1, 100,        1,    FULL",
    })
    void whatAForgetfulPartnerDidNotKnowToBeOverStaysTaken(
            long ended, String knew, long later, Right right) {
        forgotten = NOW;
        parted();
        Lease end = lease(ODD, 1, NOW - 200, 100).ended(NOW - ended);
        Lease base =
                switch (knew) {
                    case "that end" -> end;
                    case "who knows" -> null;
                    default -> lease(ODD, 1, NOW - 200, 200 + Long.parseLong(knew));
                };
        OutstandingLease entry =
                new OutstandingLease(
                        end,
                        new PartnersView(base, base != null, null),
                        new OutstandingLease.Times(0, 0, 0, NOW),
                        true,
                        false,
                        false,
                        End.WANTED,
                        1);
        rights.forgetfulAcknowledged(new SentLease(entry, 1), NOW - 50, NOW);

        assertThat(bind(lease(ODD, 2, NOW, 100), end, NOW + later)).isEqualTo(right);
        assertThat(rights.mayForget(end, NOW + later)).isEqualTo(right == Right.FULL);
        assertThat(bind(lease(ODD, 1, NOW, 100), end, NOW + later)).isEqualTo(Right.FULL);
    }

    @Test
    void aLeaseThatIsOnlyOverByTheClockIsNotFree() {
        Lease over = lease(ODD, 1, NOW, 100);

        assertThat(bind(lease(ODD, 2, NOW, 100), over, NOW + 200)).isEqualTo(Right.NONE);
        assertThat(bind(lease(ODD, 1, NOW, 100), over, NOW + 200)).isEqualTo(Right.FULL);
    }

    @Test
    void eitherMayExtendWhatThePartnerKnowsToBeItsHolders() {
        Lease known = lease(EVEN, 1, NOW, 100);
        Lease renewed = lease(EVEN, 1, NOW + 50, 100);
        assertThat(rights.extend(known, false, NOW)).isEqualTo(Right.FULL);

        outstanding.changed(renewed, known, End.WANTED, 0, NOW + 50);
        outstanding.durable(renewed);
        assertThat(rights.extend(renewed, false, NOW)).isEqualTo(Right.FULL);
        sendAll();
        assertThat(rights.extend(renewed, false, NOW)).isEqualTo(Right.FULL);
    }

    @Test
    void whatThePartnerMayHaveTakenForEndedCanNotBeExtended() {
        Lease known = lease(EVEN, 1, NOW, 100);
        Lease ended = known.ended(NOW + 10);
        Lease again = lease(EVEN, 1, NOW + 20, 100);
        outstanding.changed(ended, known, End.WANTED, 0, NOW + 10);
        outstanding.durable(ended);
        sendAll();
        outstanding.changed(again, ended, End.WANTED, 0, NOW + 20);

        assertThat(rights.extend(again, false, NOW + 20)).isEqualTo(Right.NONE);
        stand(true, false, OptionalLong.empty());
        assertThat(rights.extend(again, false, NOW + 20)).isEqualTo(Right.ACKNOWLEDGED);
    }

    @Test
    void aPartnersAddressThatWasNeverAcknowledgedIsNotExtended() {
        Lease asked = lease(EVEN, 1, NOW, 100);
        outstanding.changed(asked, null, End.WANTED, 0, NOW);

        assertThat(rights.extend(asked, false, NOW)).isEqualTo(Right.NONE);
        assertThat(rights.leadTime(EVEN, NOW)).isEqualTo(MCLT);
    }

    @Test
    void whatThePartnerWasAskedForGivesNoRightBeforeItHasAgreed() {
        Lease others = lease(ODD, 1, NOW, 100);
        Lease asked = lease(ODD, 2, NOW + 200, 100);
        outstanding.willAsk(asked, others);
        outstanding.changed(asked, others, End.WANTED, 0, NOW + 200);
        outstanding.durable(asked);
        sendAll();

        assertThat(rights.extend(asked, false, NOW + 210)).isEqualTo(Right.NONE);
        assertThat(bind(lease(ODD, 2, NOW, 100), asked, NOW + 310)).isEqualTo(Right.NONE);
        stand(true, false, OptionalLong.empty());
        assertThat(rights.extend(asked, false, NOW + 210)).isEqualTo(Right.ACKNOWLEDGED);

        Lease again = lease(ODD, 2, NOW + 220, 100);
        outstanding.willAsk(again, asked);
        outstanding.changed(again, asked, End.WANTED, 0, NOW + 220);
        outstanding.durable(again);
        outstanding
                .take(100, 2, List.of(), Set.of())
                .forEach(sent -> outstanding.acknowledged(sent, 0));
        stand(false, false, OptionalLong.empty());
        assertThat(rights.extend(again, false, NOW + 230)).isEqualTo(Right.FULL);
    }

    @Test
    void whatThePartnerKnowsToBeTheClientsIsNotAskedFor() {
        Lease known = lease(EVEN, 1, NOW, 100);
        Lease renewed = lease(EVEN, 1, NOW + 50, 100);
        outstanding.willAsk(renewed, known);
        outstanding.changed(renewed, known, End.WANTED, 0, NOW + 50);

        assertThat(outstanding.isAsked(EVEN)).isFalse();
        assertThat(rights.extend(renewed, false, NOW + 60)).isEqualTo(Right.FULL);
    }

    @Test
    void clientsAreLedByTheMcltBeyondWhatThePartnerKnows() {
        Lease known = lease(ODD, 1, NOW, 100);
        Lease renewed = lease(ODD, 1, NOW + 50, 1000);
        outstanding.changed(renewed, known, End.WANTED, 0, NOW + 50);

        assertThat(rights.leadTime(ODD, NOW + 50)).isEqualTo(50 + MCLT);
        assertThat(rights.leadTime(ODD, NOW + 200)).isEqualTo(MCLT);
        assertThat(rights.leadTime(EVEN, NOW)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aPartnerThatIsOffLeavesItsHalfAfterTheMclt() {
        stand(false, false, OptionalLong.of(NOW));
        Lease known = lease(EVEN, 1, NOW, 100);

        assertThat(bind(lease(EVEN, 2, NOW, 100), null, NOW + MCLT)).isEqualTo(Right.NONE);
        assertThat(bind(lease(EVEN, 2, NOW, 100), null, NOW + MCLT + 1)).isEqualTo(Right.FULL);
        assertThat(bind(lease(EVEN, 2, NOW, 100), known, NOW + 100 + MCLT)).isEqualTo(Right.NONE);
        assertThat(bind(lease(EVEN, 2, NOW, 100), known, NOW + 101 + MCLT)).isEqualTo(Right.FULL);
    }

    @Test
    void aWallClockThatJumpedAheadFreesNothingEarlier() {
        jumped = 300;
        stand(false, false, OptionalLong.of(NOW));
        Lease known = lease(EVEN, 1, NOW, 100);

        assertThat(bind(lease(EVEN, 2, NOW, 100), known, NOW + 400 + MCLT)).isEqualTo(Right.NONE);
        assertThat(bind(lease(EVEN, 2, NOW, 100), known, NOW + 401 + MCLT)).isEqualTo(Right.FULL);
        assertThat(rights.leadTime(ODD, NOW)).isEqualTo(Long.MAX_VALUE);
        outstanding.changed(lease(ODD, 1, NOW, 100), null, End.WANTED, 0, NOW);
        assertThat(rights.leadTime(ODD, NOW)).isEqualTo(MCLT);
    }

    @Test
    void whatIsOverSinceTheClockJumpedIsNotEnded() {
        jumped = 300;
        stand(true, false, OptionalLong.empty());
        assertThat(rights.mayEnd(lease(ODD, 1, NOW, 100), NOW + 402)).isFalse();
        assertThat(rights.mayEnd(lease(ODD, 1, NOW, 100), NOW + 403)).isTrue();

        Lease another = lease(EVEN, 2, NOW, 100);
        assertThat(bind(another, lease(EVEN, 1, NOW, 100), NOW + 402)).isEqualTo(Right.NONE);
        assertThat(bind(another, lease(EVEN, 1, NOW, 100), NOW + 403))
                .isEqualTo(Right.ACKNOWLEDGED);

        stand(false, false, OptionalLong.of(NOW - 9000));
        Lease own = lease(ODD, 1, NOW, 100);
        outstanding.changed(own, lease(ODD, 1, NOW - 9000, 100), End.WANTED, 0, NOW);
        assertThat(bind(lease(ODD, 2, NOW, 100), own, NOW + 402)).isEqualTo(Right.NONE);
        assertThat(bind(lease(ODD, 2, NOW, 100), own, NOW + 403)).isEqualTo(Right.FULL);
    }

    @Test
    void aForgetfulServerPromisesNothingNew() {
        stand(true, true, OptionalLong.empty());

        assertThat(bind(lease(ODD, 1, NOW, 100), null, NOW)).isEqualTo(Right.NONE);
        assertThat(rights.extend(lease(ODD, 1, NOW, 100), false, NOW)).isEqualTo(Right.FULL);
        Rows.unknown(outstanding, 0, lease(ODD, 1, NOW, 100));
        assertThat(rights.extend(lease(ODD, 1, NOW, 100), false, NOW)).isEqualTo(Right.NONE);
        assertThat(rights.mayDeny(NOW)).isFalse();
        stand(true, false, OptionalLong.empty());
        assertThat(rights.mayDeny(NOW)).isTrue();
    }

    /** Prefixes and addresses come from the same space. */
    private void standOverlapping() {
        standWith(Half.SECONDARY, "2001:db8::-2001:db8::ff/124 2001:db8::-2001:db8::ff/128");
    }

    private void standWith(Half own, String pools) {
        List<Space> spaces =
                Stream.of(pools.split(" ")).map(pool -> Space.parse(pool).orElseThrow()).toList();
        rights.stand(
                new Standing(
                        own,
                        List.of(new Ownership(spaces, 128)),
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        OptionalLong.empty(),
                        MCLT,
                        jumped,
                        forgotten));
    }

    private static Lease prefix(int client) {
        return prefix(Ipv6Address.parse("2001:db8::"), client);
    }

    private static Lease prefix(Ipv6Address first, int client) {
        return Lease.assigned(
                LeaseType.IA_PD,
                first,
                124,
                Duid.parse("00030001%012x".formatted(client)),
                Iaid.of(1),
                1,
                NOW,
                100,
                50);
    }

    /** What was decided when nobody had the address may have to be stored when somebody has it. */
    @ParameterizedTest
    @CsvSource({
        // client of the address, that of the prefix, seconds later
        "1, 9,   0, false",
        "1, 1,   0, true",
        "1, 9, 102, false",
        "1, 9, 103, true",
    })
    void whatLiesInAnothersPrefixIsNotApart(int client, int other, long later, boolean apart) {
        standOverlapping();
        Lease address = lease(ODD, client, NOW + later, 100);
        List<LeaseChange> changes =
                List.of(new LeaseChange.Put(address), new LeaseChange.Delete(lease(EVEN, 1, 0, 9)));
        assertThat(rights.areApart(changes, NOW + later)).isTrue();

        leases.put(prefix(other));
        assertThat(rights.areApart(changes, NOW + later)).isEqualTo(apart);
        assertThat(rights.areApart(List.of(new LeaseChange.Put(address.ended(NOW))), NOW)).isTrue();
        leases.put(address);
        assertThat(rights.areApart(changes, NOW + later)).as("what it has already").isTrue();
    }

    /** Of two that are only asked for neither comes first. */
    @ParameterizedTest(
            name = "an address {0}, of a client: {1}, in a prefix that is asked for: {2}")
    @CsvSource({
        "2001:db8::,  true,  true,  false",
        "2001:db8::1, true,  true,  false",
        "2001:db8::1, false, true,  true",
        "2001:db8::1, true,  false, true",
        "2001:db8::1, false, false, true",
    })
    void whatIsOnlyAskedForTakesNothingFromAClientThatHasWhatOverlapsIt(
            String address, boolean promised, boolean asked, boolean overlapped) {
        standOverlapping();
        Lease prefix = prefix(9);
        if (asked) {
            outstanding.willAsk(prefix, null);
        }
        leases.put(prefix);
        Lease told = lease(Ipv6Address.parse(address), 1, NOW, 100);

        assertThat(rights.isOverlapped(told, !promised, NOW)).isEqualTo(overlapped);
    }

    @ParameterizedTest(name = "{0} s after the end of what overlaps it, asked for: {1}")
    @CsvSource({"0, true, true", "2, true, true", "3, true, false", "1, false, false"})
    void whatIsAskedForWaitsForTheLastReplyAboutWhatOverlapsIt(
            long after, boolean asked, boolean overlapped) {
        standOverlapping();
        leases.put(prefix(9));
        Lease told = lease(ODD, 1, NOW, 200);

        assertThat(rights.isOverlapped(told, asked, NOW + 100 + after)).isEqualTo(overlapped);
    }

    @ParameterizedTest(name = "asked for: {0}, overlapped: {1}")
    @CsvSource({
        "true,  true,  NONE",
        "true,  false, FULL",
        "false, true,  FULL",
    })
    void whatWasAskedForAndOverlapsWhatAClientHasStaysNobodysWithoutThePartnerToo(
            boolean asked, boolean overlapped, Right right) {
        long later = NOW + MCLT + 1;
        Lease prefix = prefix(9).heardAt(later);
        if (asked) {
            outstanding.willAsk(prefix, null);
        }
        leases.put(prefix);
        if (overlapped) {
            leases.put(lease(ODD, 1, later, 100));
        }
        stand(false, false, OptionalLong.of(NOW));

        assertThat(rights.extend(prefix, false, later)).isEqualTo(right);
    }

    @Test
    void whatHasExpiredAndOverlapsWhatAnotherClientGotSinceStaysAsItIs() {
        standOverlapping();
        Lease prefix = prefix(9);
        leases.put(prefix);
        leases.put(lease(ODD, 1, NOW + 200, 100));

        assertThat(rights.extend(prefix, false, NOW + 250)).isEqualTo(Right.NONE);
        assertThat(rights.extend(prefix, false, NOW + 300)).isEqualTo(Right.NONE);
        leases.put(lease(ODD, 1, NOW + 200, 100).ended(NOW + 300));
        assertThat(rights.extend(prefix, false, NOW + 300)).isEqualTo(Right.FULL);
    }

    @Test
    void withoutAgreementNothingGoesToAClientThatContainsWhatAnotherHas() {
        Ipv6Address prefix = Ipv6Address.parse("2001:db8::");
        Ipv6Address next = Ipv6Address.parse("2001:db8::10");
        Lease taken = lease(ODD, 1, NOW, 100);
        leases.put(taken);
        Lease to = lease(EVEN, 2, NOW, 100);

        rights.stand(null);
        assertThat(rights.bind(prefix, 124, null, to.bindingKey(), NOW)).isEqualTo(Right.NONE);
        assertThat(rights.bind(next, 124, null, to.bindingKey(), NOW)).isEqualTo(Right.FULL);
        assertThat(bind(to, null, NOW)).isEqualTo(Right.FULL);
        assertThat(rights.extend(taken, false, NOW)).isEqualTo(Right.FULL);
        assertThat(rights.bind(prefix, 124, null, to.bindingKey(), NOW + 101))
                .isEqualTo(Right.FULL);
    }

    /** What was leased by former pools is still at its client. */
    @ParameterizedTest(name = "pools {0}")
    @CsvSource({
        "2001:db8::-2001:db8::ff/124 2001:db8::-2001:db8::ff/128",
        "2001:db8::-2001:db8::ff/124 2001:db8::80-2001:db8::ff/128",
        "2001:db8::-2001:db8::ff/124",
        "2001:db8::-2001:db8::ff/128",
    })
    void whatContainsAnothersIsNobodysWhateverThePoolsAreNow(String pools) {
        standWith(Half.PRIMARY, pools);
        Lease address = lease(Ipv6Address.parse("2001:db8::11"), 1, NOW, 100);
        Lease prefix = prefix(Ipv6Address.parse("2001:db8::10"), 2);
        assertThat(bind(address, null, NOW)).isEqualTo(Right.FULL);
        assertThat(rights.bind(prefix.address(), 124, null, prefix.bindingKey(), NOW))
                .isEqualTo(Right.FULL);

        leases.put(prefix);
        assertThat(bind(address, null, NOW)).isEqualTo(Right.NONE);
        assertThat(rights.isOverlapped(address, false, NOW)).isTrue();
        leases.apply(List.of(new LeaseChange.Delete(prefix), new LeaseChange.Put(address)));
        assertThat(rights.bind(prefix.address(), 124, null, prefix.bindingKey(), NOW))
                .isEqualTo(Right.NONE);
        assertThat(rights.isOverlapped(prefix, false, NOW)).isTrue();
    }

    @Test
    void aClientCountsFromWhenItHears() {
        stand(true, false, OptionalLong.empty());
        assertThat(rights.mayEnd(lease(ODD, 1, NOW, 100), NOW + 102)).isFalse();
        assertThat(rights.mayEnd(lease(ODD, 1, NOW, 100), NOW + 103)).isTrue();
    }

    @ParameterizedTest(name = "told whom it led: {0}, has forgotten it: {1}")
    @CsvSource({
        "true,  false, true",
        "false, false, false",
        "true,  true,  false",
        "false, true,  false",
    })
    void noTimeIsOverForSureBeforeThePartnerHasToldWhomItLed(
            boolean told, boolean forgot, boolean ends) {
        partnerTold = told;
        partnerRecovering = forgot;
        stand(true, false, OptionalLong.empty());
        assertThat(rights.mayEnd(lease(ODD, 1, NOW, 100), NOW + 200)).isEqualTo(ends);
    }

    @ParameterizedTest(name = "heard {0} s before, over since {1} s")
    @CsvSource({
        "100, 10, NONE",
        "100, 600, NONE",
        "100, 601, ACKNOWLEDGED",
        "-1, 10, ACKNOWLEDGED",
        "0, 2, NONE",
        "-1, 2, NONE",
    })
    void whatAServerThatForgotMayHaveLedFurtherRunsForTheMcltMore(
            long before, long over, Right right) {
        forgotten = NOW;
        stand(true, false, OptionalLong.empty());
        Lease lease = lease(ODD, 1, NOW - before, 1000);

        assertThat(bind(lease(ODD, 2, NOW, 100), lease, lease.expire() + over)).isEqualTo(right);
    }

    @Test
    void aPartnerThatHasForgottenWhomItLedIsNotAskedForWhatIsOver() {
        Lease over = lease(ODD, 1, NOW, 100);
        Lease another = lease(ODD, 2, NOW, 100);
        stand(true, false, OptionalLong.empty());
        assertThat(bind(another, over, NOW + 200)).isEqualTo(Right.ACKNOWLEDGED);

        partnerRecovering = true;
        stand(true, false, OptionalLong.empty());
        assertThat(bind(another, over, NOW + 200)).isEqualTo(Right.NONE);
        assertThat(bind(over, over, NOW + 200)).isEqualTo(Right.FULL);
        assertThat(bind(another, over.ended(NOW + 150), NOW + 200)).isEqualTo(Right.FULL);
        assertThat(bind(another, null, NOW + 200)).isEqualTo(Right.FULL);
    }

    @Test
    void theOwnerEndsLeasesAndOnlyWithThePartner() {
        assertThat(rights.mayEnd(lease(ODD, 1, NOW, 100), NOW + 200)).isFalse();
        stand(true, false, OptionalLong.empty());
        assertThat(rights.mayEnd(lease(ODD, 1, NOW, 100), NOW + 200)).isTrue();
        assertThat(rights.mayEnd(lease(EVEN, 1, NOW, 100), NOW + 200)).isFalse();
    }

    @Test
    void remembersWhichPoolsHaveNothingLeftUntilSomethingIsFreed() {
        rights.usedUp(ODD, 128);
        assertThat(rights.isUsedUp(ODD, 128)).isTrue();
        assertThat(rights.isUsedUp(ODD, 64)).isFalse();
        rights.freed();
        assertThat(rights.isUsedUp(ODD, 128)).isFalse();
    }
}
