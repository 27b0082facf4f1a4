package io.tandem6.server.continuity;

import static io.tandem6.server.continuity.Rows.NOW;
import static io.tandem6.server.continuity.Rows.ODD;
import static io.tandem6.server.continuity.Rows.lease;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.Lease;
import io.tandem6.server.continuity.Merge.Case;
import io.tandem6.server.continuity.Merge.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the partner's word. */
class MergeTest {
    private static final Lease HELD = lease(ODD, 1, NOW - 10, 100);
    private static final Lease ANOTHER = lease(ODD, 2, NOW - 5, 100);

    private static Verdict judge(@Nullable Lease stored, Lease told, String... words) {
        var said = java.util.Set.of(words);
        return Merge.judge(
                new Case(
                        stored,
                        told,
                        said.contains("unwanted"),
                        said.contains("forced"),
                        said.contains("crossed"),
                        said.contains("ended"),
                        said.contains("untold"),
                        said.contains("owner"),
                        said.contains("yields"),
                        said.contains("asks"),
                        said.contains("recovering"),
                        said.contains("recent"),
                        said.contains("running"),
                        said.contains("overlapped"),
                        NOW));
    }

    @Test
    void whatIsNotKnownIsTakenAlsoIfItIsOver() {
        assertThat(judge(null, HELD)).isEqualTo(Verdict.TAKE);
        assertThat(judge(null, HELD.ended(NOW))).isEqualTo(Verdict.TAKE);
    }

    @ParameterizedTest(name = "heard {0} s before, of which the partner {1}")
    @CsvSource({
        "0, knows nothing, KNOWN",
        "1, knows nothing, OVERTAKEN",
        "2, knows nothing, OVERTAKEN",
        "3, knows nothing, KEEP",
        "1, may know, KNOWN",
    })
    void whatTheClientHasRenewedSinceIsStillToBeTold(long before, String partner, Verdict verdict) {
        Lease told = HELD.heardAt(HELD.clientLastTransmission() - before);

        assertThat(judge(HELD, told, partner.equals("may know") ? "" : "recent"))
                .isEqualTo(verdict);
    }

    @Test
    void anAddressInUseIsNotGivenToAnotherClient() {
        assertThat(judge(HELD, ANOTHER)).isEqualTo(Verdict.KEEP);
        assertThat(judge(HELD, ANOTHER, "crossed", "owner")).isEqualTo(Verdict.KEEP);
        assertThat(judge(HELD.ended(NOW - 1), ANOTHER)).isEqualTo(Verdict.TAKE);
    }

    @ParameterizedTest(name = "ended {0} s before the client was heard")
    @CsvSource({"500, KEEP", "3, KEEP", "2, TAKE", "-5, TAKE"})
    void aForgetfulServerBelievesNoEndFromBeforeItsClientWasHeard(long before, Verdict verdict) {
        Lease end = HELD.ended(HELD.clientLastTransmission() - before);

        assertThat(judge(HELD, end, "recovering")).isEqualTo(verdict);
        assertThat(judge(ANOTHER, end, "recovering"))
                .isEqualTo(before < 0 ? Verdict.TAKE : Verdict.KEEP);
    }

    @Test
    void whatItsClientMayHaveStillIsNotGivenAwayWhenThePartnerAsks() {
        Lease over = lease(ODD, 1, NOW - 101, 100);
        assertThat(judge(over, ANOTHER, "asks")).isEqualTo(Verdict.TAKE);
        assertThat(judge(over, ANOTHER, "asks", "running")).isEqualTo(Verdict.KEEP);
        assertThat(judge(over, ANOTHER, "running")).isEqualTo(Verdict.TAKE);
    }

    /** A client may decline an address here and get it there before that hears of it. */
    @ParameterizedTest(name = "quarantined for {0} s, {1}")
    @CsvSource({
        "50, crossed, TAKE_BOTH",
        "50, in order, TAKE",
        "150, crossed, TAKE",
    })
    void aQuarantineLastsAtLeastAsLongAsWhatWasLeasedMeanwhile(
            long seconds, String order, Verdict verdict) {
        assertThat(judge(HELD, HELD.declined(NOW, seconds), order)).isEqualTo(verdict);
    }

    @Test
    void theOwnersWordCountsOverWhatNobodyWasToldOf() {
        assertThat(judge(HELD, ANOTHER, "crossed", "untold")).isEqualTo(Verdict.TAKE);
        assertThat(judge(HELD, ANOTHER, "crossed")).isEqualTo(Verdict.TAKE_BOTH);
    }

    @Test
    void whoWasOffBelievesWhatThePartnerGaveAwayMeanwhile() {
        assertThat(judge(HELD, ANOTHER, "yields")).isEqualTo(Verdict.TAKE);
        assertThat(judge(HELD, ANOTHER, "yields", "crossed")).isEqualTo(Verdict.TAKE_BOTH);
    }

    @Test
    void aReleaseEndsALeaseAndAClockDoesNotWhileItRunsHere() {
        assertThat(judge(HELD, HELD.ended(NOW))).isEqualTo(Verdict.TAKE);
        assertThat(judge(HELD, HELD.ended(NOW), "unwanted")).isEqualTo(Verdict.KEEP);
        Lease over = lease(ODD, 1, NOW - 200, 100);
        assertThat(judge(over, over.ended(NOW), "unwanted")).isEqualTo(Verdict.TAKE);
    }

    @Test
    void ofWhatWasSaidAtTheSameTimeTheLongerHolds() {
        assertThat(judge(HELD, HELD.ended(NOW), "crossed")).isEqualTo(Verdict.KEEP);
        assertThat(judge(HELD.ended(NOW), HELD, "crossed")).isEqualTo(Verdict.TAKE_BOTH);
        Lease longer = lease(ODD, 1, NOW, 300);
        assertThat(judge(HELD, longer, "crossed")).isEqualTo(Verdict.TAKE);
        assertThat(judge(longer, HELD, "crossed")).isEqualTo(Verdict.KEEP);
    }

    @Test
    void whatThePartnerHadWhenItsClientGaveItBackIsNoNews() {
        assertThat(judge(HELD.ended(NOW), HELD, "crossed", "ended")).isEqualTo(Verdict.KEEP);
    }

    @Test
    void ofTwoThatLastAboutEquallyLongNoneIsRefusedWhoeverOwnsTheAddress() {
        Lease later = lease(ODD, 1, HELD.clientLastTransmission() + 2, HELD.validLifetime());
        assertThat(judge(HELD, later, "crossed", "owner")).isEqualTo(Verdict.TAKE);
        assertThat(judge(later, HELD, "crossed", "owner")).isEqualTo(Verdict.KNOWN);
        assertThat(judge(later, HELD, "crossed")).isEqualTo(Verdict.KNOWN);
    }

    @Test
    void aDeclinedAddressBeatsAnAssignedOne() {
        Lease declined = HELD.declined(NOW, 500);
        assertThat(judge(HELD, declined, "crossed", "owner")).isEqualTo(Verdict.TAKE);
        assertThat(judge(declined, ANOTHER, "crossed")).isEqualTo(Verdict.KEEP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crossed", "owner", "unwanted", "asks"})
    void anOperatorWhoForcesSomethingWins(String word) {
        assertThat(judge(HELD, ANOTHER, "forced", word)).isEqualTo(Verdict.TAKE);
    }

    @Test
    void whatAnOperatorForcedTakesNothingWhenItsTimeIsOver() {
        Lease over = lease(ODD, 2, NOW - 101, 100);

        assertThat(judge(HELD, over, "forced")).isEqualTo(Verdict.KEEP);
        assertThat(judge(HELD, over.ended(NOW - 50), "forced")).isEqualTo(Verdict.TAKE);
    }

    @Test
    void aForgetfulServerBelievesItsPartnerButGivesNothingAway() {
        assertThat(judge(HELD, ANOTHER, "recovering", "owner")).isEqualTo(Verdict.TAKE);
        assertThat(judge(null, ANOTHER, "recovering", "owner", "asks")).isEqualTo(Verdict.KEEP);
    }

    @Test
    void whatAServerDidSinceItForgotIsNotForgotten() {
        assertThat(judge(ANOTHER, HELD, "recovering", "crossed", "owner")).isEqualTo(Verdict.TAKE);
        assertThat(judge(ANOTHER, HELD, "recovering", "crossed", "owner", "recent"))
                .isEqualTo(Verdict.KEEP);
    }

    @ParameterizedTest
    @CsvSource({
        // What a partner tells whose clock has jumped ahead seems to be older, and to end earlier.
        "-160, 300, KEEP",
        "-160, 470, TAKE",
        "-1, 300, KNOWN",
        "0, 300, KNOWN",
        "0, 200, TAKE",
        // A client that repeats itself was promised the later end.
        "1, 300, TAKE",
        "10, 300, TAKE"
    })
    void aForgetfulServerBelievesNoOlderWordThatMakesALeaseShorter(
            long later, long valid, Verdict verdict) {
        Lease stored = lease(ODD, 1, NOW, 300);
        assertThat(judge(stored, lease(ODD, 1, NOW + later, valid), "recovering"))
                .isEqualTo(verdict);
    }

    @Test
    void aQuestionGivesWayToWhatAClientWasTold() {
        assertThat(judge(HELD, ANOTHER, "crossed", "asks")).isEqualTo(Verdict.KEEP);
        assertThat(judge(HELD, ANOTHER, "crossed", "untold", "owner")).isEqualTo(Verdict.TAKE);
        assertThat(judge(HELD, ANOTHER, "crossed", "asks", "untold", "owner"))
                .isEqualTo(Verdict.KEEP);
        assertThat(judge(HELD, ANOTHER, "crossed", "asks", "untold")).isEqualTo(Verdict.TAKE);
    }

    @Test
    void whatAnEarlierWordSaysMakesNoLeaseShorter() {
        Lease byAWrongClock = lease(ODD, 1, NOW - 500, 100);
        assertThat(judge(HELD, byAWrongClock)).isEqualTo(Verdict.KEEP);
        Lease shortened = lease(ODD, 1, NOW, 50);
        assertThat(judge(HELD, shortened)).isEqualTo(Verdict.TAKE);
    }

    @Test
    void whatLiesInAnothersPrefixIsRefusedUnlessItsClientHasItAlready() {
        assertThat(judge(null, HELD, "overlapped")).isEqualTo(Verdict.KEEP);
        assertThat(judge(HELD.ended(NOW), HELD, "overlapped")).isEqualTo(Verdict.KEEP);
        assertThat(judge(HELD.heardAt(NOW - 50), HELD, "overlapped")).isEqualTo(Verdict.TAKE);
        assertThat(judge(HELD, HELD.ended(NOW), "overlapped")).isEqualTo(Verdict.TAKE);
    }
}
