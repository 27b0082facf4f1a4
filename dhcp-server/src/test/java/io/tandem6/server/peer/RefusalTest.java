package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.Lease;
import io.tandem6.server.peer.Refusal.Adopted;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
