package io.tandem6.server.continuity;

import static io.tandem6.server.continuity.Rows.EVEN;
import static io.tandem6.server.continuity.Rows.NOW;
import static io.tandem6.server.continuity.Rows.ODD;
import static io.tandem6.server.continuity.Rows.lease;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.Lease;
import io.tandem6.server.fake.MapLeases;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the partner does not know. */
class OutstandingTest {
    private final Outstanding outstanding = new Outstanding();

    private void change(Lease lease, Lease before, long nanos) {
        outstanding.changed(lease, before, End.WANTED, nanos, lease.clientLastTransmission());
        outstanding.durable(lease);
    }

    private List<SentLease> take(long number) {
        return outstanding.take(10, number, List.of(), Set.of());
    }

    @Test
    void nothingIsSentBeforeItIsOnDisk() {
        Lease lease = lease(ODD, 1, NOW, 100);
        outstanding.changed(lease, null, End.WANTED, 1, NOW);

        assertThat(take(1)).isEmpty();
        outstanding.durable(lease(ODD, 1, NOW + 1, 100));
        assertThat(take(1)).isEmpty();
        outstanding.durable(lease);
        assertThat(take(1)).extracting(SentLease::lease).containsExactly(lease);
    }

    @Test
    void whatIsTakenBackLeavesTheAccountAsItWas() {
        Lease held = lease(ODD, 1, NOW, 100);
        Lease renewed = lease(ODD, 1, NOW + 50, 100);
        outstanding.changed(held.ended(NOW + 60), held, End.FORCED, 2, NOW + 60);
        outstanding.undone(ODD, null);
        assertThat(outstanding.isEmpty()).isTrue();

        change(renewed, held, 1);
        OutstandingLease former = outstanding.find(ODD);
        outstanding.changed(renewed.ended(NOW + 60), renewed, End.FORCED, 2, NOW + 60);
        outstanding.undone(ODD, former);
        assertThat(take(1)).extracting(SentLease::entry).containsExactly(former);
    }

    @Test
    void whatThePartnerIsBeingAskedForNeedNotBeTold() {
        Lease asked = lease(EVEN, 1, NOW, 100);
        outstanding.willAsk(EVEN);
        change(asked, null, 1);
        MapLeases leases = new MapLeases();
        outstanding.unknown(leases, lease -> true, lease -> false, 2, NOW);
        take(1);

        assertThat(outstanding.hasUnproven()).isTrue();
        assertThat(outstanding.hasUntold()).isFalse();
    }

    /** As after a start, when the account begins anew, or when the partner wants to hear all. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "asked before the start,           true,  false, false, true",
        "asked since the start,            true,  true,  false, true",
        "a client has it,                  false, false, false, false",
        "a client has it since the start,  false, true,  false, false",
        "over: that asks for nothing,      true,  false, true,  false",
    })
    void whatWasAskedIsAskedAgainWhenNobodyKnowsWhatThePartnerKnows(
            String what, boolean asked, boolean noted, boolean over, boolean asks) {
        Lease held = lease(EVEN, 1, NOW, 100);
        Lease lease = over ? held.ended(NOW) : held;
        if (asked) {
            outstanding.willAsk(EVEN);
        }
        if (noted) {
            change(lease, null, 1);
        }
        MapLeases leases = new MapLeases();
        leases.put(lease);
        outstanding.unknown(leases, l -> true, l -> false, 2, NOW);

        assertThat(outstanding.find(EVEN).asks()).as(what).isEqualTo(asks);
        assertThat(take(1).getFirst().entry().asks()).as(what).isEqualTo(asks);
    }

    @Test
    void whatIsStoredWhenNobodyNeedAgreeIsNoQuestion() {
        outstanding.willAsk(EVEN);
        change(lease(EVEN, 1, NOW, 100), null, 1);
        assertThat(outstanding.find(EVEN).asks()).isTrue();

        outstanding.needNotAsk(EVEN);
        change(lease(EVEN, 1, NOW + 50, 100), lease(EVEN, 1, NOW, 100), 2);
        assertThat(outstanding.find(EVEN).asks()).isFalse();
    }

    @Test
    void aLeaseOfWhichThePartnerNeverHeardIsNotTakenForKnownLater() {
        Lease lease = lease(ODD, 1, NOW, 100);
        change(lease, null, 1);
        assertThat(outstanding.isRecent(ODD)).isTrue();

        outstanding.unknown(new MapLeases(), l -> true, l -> true, 2, NOW);

        assertThat(outstanding.find(ODD).isKnownToHolder()).isFalse();
        assertThat(outstanding.isRecent(ODD)).isTrue();
        outstanding.settled(ODD);
        assertThat(outstanding.isRecent(ODD)).isFalse();
    }

    @Test
    void onlyTheLatestStateOfAnAddressIsSent() {
        change(lease(ODD, 1, NOW, 100), null, 1);
        change(lease(EVEN, 1, NOW, 100), null, 2);
        Lease later = lease(ODD, 1, NOW + 9, 100);
        change(later, lease(ODD, 1, NOW, 100), 3);

        assertThat(take(1))
                .extracting(SentLease::lease)
                .containsExactly(later, lease(EVEN, 1, NOW, 100));
    }

    @Test
    void whatAnOperatorForcedStaysForcedUntilThePartnerKnows() {
        Lease forced = lease(ODD, 2, NOW, 100);
        outstanding.changed(forced, lease(ODD, 1, NOW, 100), End.FORCED, 1, NOW);
        change(lease(ODD, 2, NOW + 5, 100), forced, 2);

        SentLease sent = take(1).getFirst();
        assertThat(sent.entry().end()).isEqualTo(End.FORCED);
        outstanding.acknowledged(sent, 3);
        change(lease(ODD, 2, NOW + 9, 100), sent.lease(), 4);
        assertThat(take(2).getFirst().entry().end()).isEqualTo(End.WANTED);
    }

    @Test
    void knowsWhatThePartnerHadWhenAClientGaveItBack() {
        Lease held = lease(ODD, 1, NOW, 100);
        change(held, null, 1);
        outstanding.acknowledged(take(1).getFirst(), 2);
        change(held.ended(NOW + 9), held, 3);

        assertThat(outstanding.find(ODD).hasEndedSince(held.heardAt(NOW + 1))).isTrue();
        assertThat(outstanding.find(ODD).hasEndedSince(held.heardAt(NOW + 5))).isFalse();
        assertThat(outstanding.find(ODD).hasEndedSince(lease(ODD, 2, NOW, 100))).isFalse();
        take(2);
        assertThat(outstanding.find(ODD).hasEndedSince(held)).isTrue();
        change(lease(ODD, 1, NOW + 10, 100), held.ended(NOW + 9), 4);
        assertThat(outstanding.find(ODD).hasEndedSince(held)).isFalse();
    }

    /** As when a partner with a slow network wants to hear everything once more. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "WANTED,  true,  WANTED",
        "EXPIRED, false, WITHDRAWN",
        "FORCED,  false, FORCED",
    })
    void whatAClientGaveBackStaysSoWhenEverythingIsToldAgain(
            End end, boolean givenBack, End afterwards) {
        Lease held = lease(ODD, 1, NOW, 100);
        change(held, null, 1);
        outstanding.acknowledged(take(1).getFirst(), 2);
        outstanding.changed(held.ended(NOW + 9), held, end, 3, NOW + 9);
        outstanding.unknown(new MapLeases(), l -> true, l -> true, 4, NOW + 10);

        assertThat(outstanding.find(ODD).hasEndedSince(held)).isEqualTo(givenBack);
        assertThat(outstanding.find(ODD).end()).isEqualTo(afterwards);
        assertThat(outstanding.find(ODD).known()).isFalse();
    }

    @Test
    void whatThePartnerMayHaveExtendedIsNotOverByAWordOfBefore() {
        Lease held = lease(ODD, 1, NOW, 100);
        change(held, null, 1);
        take(1);
        change(held.ended(NOW + 9), held, 3);
        assertThat(outstanding.find(ODD).hasEndedSince(held)).isFalse();
    }

    @Test
    void aLeaseGivenBackAtOnceIsNotToldFromOneTakenAgain() {
        Lease held = lease(ODD, 1, NOW, 100);
        change(held.ended(NOW + 2), held, 1);
        assertThat(outstanding.find(ODD).hasEndedSince(held)).isFalse();
    }

    @Test
    void aLeaseThatIsOverByTheClockWasNotGivenBack() {
        Lease held = lease(ODD, 1, NOW, 100);
        outstanding.changed(held.ended(NOW + 100), held, End.EXPIRED, 1, NOW + 100);
        assertThat(outstanding.find(ODD).hasEndedSince(held)).isFalse();
    }

    @Test
    void anAcknowledgementCountsForExactlyWhatWasSent() {
        Lease first = lease(ODD, 1, NOW, 100);
        change(first, null, 1);
        SentLease sent = take(1).getFirst();
        Lease second = lease(ODD, 1, NOW + 5, 100);
        change(second, first, 5);

        outstanding.acknowledged(sent, 6);

        assertThat(outstanding.find(ODD).base()).isEqualTo(first);
        assertThat(outstanding.find(ODD).known()).isTrue();
        outstanding.acknowledged(take(2).getFirst(), 7);
        assertThat(outstanding.find(ODD)).isNull();
    }

    @Test
    void tellsSinceWhenSomethingIsMissing() {
        assertThat(outstanding.acknowledgedBefore(NOW)).isEqualTo(NOW);
        change(lease(ODD, 1, NOW, 100), null, 1000);
        change(lease(EVEN, 1, NOW + 7, 100), null, 2000);

        assertThat(outstanding.acknowledgedBefore(NOW + 50)).isEqualTo(NOW);
        assertThat(outstanding.hasWaitedSince(1001)).isTrue();
        outstanding.acknowledged(take(1).getFirst(), 3000);
        assertThat(outstanding.acknowledgedBefore(NOW + 50)).isEqualTo(NOW + 7);
        assertThat(outstanding.hasWaitedSince(2000)).isFalse();
    }

    @Test
    void whatNobodyKnowsHasWaitedForEver() {
        Rows.unknown(outstanding, 10, lease(ODD, 1, NOW, 100));

        assertThat(outstanding.hasWaitedSince(0)).isTrue();
        assertThat(outstanding.acknowledgedBefore(NOW)).isZero();
        outstanding.acknowledged(take(1).getFirst(), 20);
        assertThat(outstanding.hasWaitedSince(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void knowsWhatMayHaveCrossed() {
        change(lease(ODD, 1, NOW, 100), null, 1);
        assertThat(outstanding.mayCross(ODD, 100)).isTrue();
        outstanding.acknowledged(take(7).getFirst(), 2);

        assertThat(outstanding.mayCross(ODD, 6)).isTrue();
        assertThat(outstanding.mayCross(ODD, 7)).isFalse();
        outstanding.seen(7);
        assertThat(outstanding.mayCross(ODD, 6)).isFalse();
    }
}
