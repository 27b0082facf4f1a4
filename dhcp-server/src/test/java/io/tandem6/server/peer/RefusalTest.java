package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.Lease;
import io.tandem6.server.continuity.End;
import io.tandem6.server.continuity.OutstandingLease;
import io.tandem6.server.continuity.PartnersView;
import io.tandem6.server.continuity.SentLease;
import io.tandem6.server.peer.Refusal.Adopted;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

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
                                stored,
                                who.equals("yields"),
                                node -> {
                                    throw new AssertionError("the partner has none");
                                },
                                NOW))
                .isEqualTo(
                        ends
                                ? Optional.of(new Adopted(stored.ended(NOW), false))
                                : Optional.empty());
    }
}
