package io.tandem6.server.continuity;

import static io.tandem6.server.continuity.Rows.EVEN;
import static io.tandem6.server.continuity.Rows.NOW;
import static io.tandem6.server.continuity.Rows.ODD;
import static io.tandem6.server.continuity.Rows.lease;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.fake.MapLeases;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators may do at the primary, which owns odd addresses. */
class OperatorRulesTest {
    private final MapLeases leases = new MapLeases();
    private final Rights rights = new Rights(new Outstanding(), leases);

    private boolean mayPut(Lease lease, boolean inTouch) {
        return may(new LeaseChange.Put(lease), inTouch);
    }

    private boolean may(LeaseChange change, boolean inTouch) {
        rights.stand(
                new Standing(
                        Half.PRIMARY,
                        List.of(new Ownership(List.of(), 128)),
                        false,
                        inTouch,
                        inTouch,
                        false,
                        false,
                        false,
                        OptionalLong.empty(),
                        600,
                        0,
                        0));
        return OperatorRules.objection(List.of(change), rights, leases, inTouch, NOW).isEmpty();
    }

    @Test
    void thePartnersHalfIsGivenAwayOnlyWithThePartner() {
        assertThat(mayPut(lease(ODD, 1, NOW, 100), false)).isTrue();
        assertThat(mayPut(lease(EVEN, 1, NOW, 100), false)).isFalse();
        assertThat(mayPut(lease(EVEN, 1, NOW, 100), true)).isTrue();
    }

    @Test
    void whatIsInUseIsNobodyElses() {
        leases.put(lease(ODD, 1, NOW - 10, 100));

        assertThat(mayPut(lease(ODD, 2, NOW, 100), true)).isFalse();
        assertThat(mayPut(lease(ODD, 2, NOW, 100), false)).isFalse();
        assertThat(mayPut(lease(ODD, 1, NOW, 200), false)).isTrue();
    }

    @ParameterizedTest(name = "client {0} has the prefix around it for {1} s")
    @CsvSource({"1, 100, true", "2, 100, false", "1, 5, false"})
    void whatAnOperatorForcesEndsWhatOverlapsIt(int client, long valid, boolean ends) {
        Lease around =
                Lease.assigned(
                        LeaseType.IA_PD,
                        Ipv6Address.parse("2001:db8::"),
                        126,
                        lease(ODD, client, NOW, 1).duid(),
                        Iaid.of(1),
                        1,
                        NOW - 10,
                        valid,
                        valid);
        leases.put(around);

        assertThat(
                        OperatorRules.displaced(
                                List.of(new LeaseChange.Put(lease(ODD, 2, NOW, 100))), leases, NOW))
                .isEqualTo(ends ? List.of(LeaseChange.of(around.ended(NOW))) : List.of());
    }

    @Test
    void whatIsInUseEndsOnlyWithThePartner() {
        Lease inUse = lease(ODD, 1, NOW - 10, 100);
        leases.put(inUse);
        assertThat(may(new LeaseChange.Delete(inUse), false)).isFalse();
        assertThat(may(new LeaseChange.Delete(inUse), true)).isTrue();

        Lease over = lease(ODD, 1, NOW - 200, 100);
        leases.put(over);
        assertThat(may(new LeaseChange.Delete(over), false)).isTrue();
    }

    @Test
    void withoutAgreementOperatorsDoAsTheyLike() {
        leases.put(lease(ODD, 1, NOW - 10, 100));
        LeaseChange other = new LeaseChange.Put(lease(ODD, 2, NOW, 100));

        assertThat(OperatorRules.objection(List.of(other), rights, leases, false, NOW)).isEmpty();
    }
}
