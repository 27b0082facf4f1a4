package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseJson;
import io.tandem6.server.continuity.End;
import io.tandem6.server.continuity.OutstandingLease;
import io.tandem6.server.continuity.PartnersView;
import io.tandem6.server.continuity.SentLease;
import io.tandem6.server.peer.Refusal.Adopted;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the partner knows better. */
class RefusalTest {
    private static final long NOW = 1_800_000_000;

    private static Lease lease(int client, long heard) {
        return TestLeases.lease("2001:db8::1", "0003000100%04x".formatted(client), heard);
    }

    @ParameterizedTest
    @CsvSource({"1, 160, true", "1, 0, true", "1, -1, false", "2, 160, false"})
    void whatLeavesTheClientMoreTimeCountsEvenIfThePartnerHasForgottenMuch(
            int client, long later, boolean takesNothing) {
        Adopted theirs = new Adopted(lease(client, NOW + later), true);

        assertThat(theirs.takesNothing(lease(1, NOW))).isEqualTo(takesNothing);
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void whatIsNobodysAnyMoreCanBeTakenFromNobody(int client) {
        Adopted theirs = new Adopted(lease(client, NOW + 160), true);

        assertThat(theirs.takesNothing(lease(1, NOW).ended(NOW + 10))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void anEndIsTakenFromItsClient(int client) {
        Adopted theirs = new Adopted(lease(client, NOW + 160).ended(NOW + 8000), true);

        assertThat(theirs.takesNothing(lease(1, NOW))).isFalse();
    }

    @ParameterizedTest(name = "{0} {1} {2} result {3}")
    @CsvSource({
        "yields, former, known, 4, true",
        "yields, former, known, 1, false",
        "yields, recent, known, 4, false",
        "wins, former, known, 4, false",
        "wins, recent, asks, 4, true",
    })
    void whatOverlapsThePartnersEndsIfItWasOverBefore(
            String who, String when, String what, int result, boolean ends) {
        Lease stored = lease(1, NOW - 300);
        OutstandingLease entry =
                new OutstandingLease(
                        stored,
                        new PartnersView(null, true, null),
                        new OutstandingLease.Times(300, 0, 0, NOW),
                        true,
                        what.equals("asks"),
                        when.equals("recent"),
                        End.WANTED,
                        1);

        assertThat(
                        Refusal.adopt(
                                new SentLease(entry, 1),
                                JsonNodeFactory.instance.objectNode().put("result", result),
                                node -> {
                                    throw new AssertionError("the partner has none");
                                },
                                new Refusal.Circumstances(
                                        stored, who.equals("yields"), false, NOW)))
                .isEqualTo(
                        ends
                                ? Optional.of(new Adopted(stored.ended(NOW), false))
                                : Optional.empty());
    }

    /**
     * Of a lease that its client gave back here, heard by the partner {@code later} seconds later.
     */
    @ParameterizedTest(name = "{0} s later, rough {1}, client {2}")
    @CsvSource({
        "0, false, 1, false",
        "3, false, 1, true",
        "3, true,  1, false",
        "3, true,  2, true",
    })
    void whatAClientHasGivenBackIsNotAdopted(
            long later, boolean rough, int client, boolean adopted) {
        Lease givenBack = lease(1, NOW - 300);
        Lease end = givenBack.ended(NOW - 10);
        OutstandingLease entry =
                new OutstandingLease(
                        end,
                        new PartnersView(null, false, givenBack),
                        new OutstandingLease.Times(10, 0, 0, NOW),
                        true,
                        false,
                        true,
                        End.WANTED,
                        1);
        Lease theirs = lease(client, NOW - 300 + later);
        ObjectNode failure = JsonNodeFactory.instance.objectNode();
        failure.set("lease", LeaseJson.toAnswer(theirs));

        assertThat(
                        Refusal.adopt(
                                new SentLease(entry, 1),
                                failure,
                                LeaseJson::fromPage,
                                new Refusal.Circumstances(end, false, rough, NOW)))
                .isEqualTo(adopted ? Optional.of(new Adopted(theirs, true)) : Optional.empty());
    }
}
