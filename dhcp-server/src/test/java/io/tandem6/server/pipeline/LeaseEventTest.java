package io.tandem6.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.MessageType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client is {@code aaaaaa}; its lease runs from second 1000 to second 2000. */
class LeaseEventTest {
    @ParameterizedTest
    @CsvSource({
        // message, holder before, state before, now, event
        "1, , , 1500, GRANTED",
        "3, , , 1500, GRANTED",
        "5, , , 1500, GRANTED",
        "6, , , 1500, GRANTED",
        "3, aaaaaa, ASSIGNED, 1500, EXTENDED",
        "5, aaaaaa, ASSIGNED, 2000, EXTENDED",
        "6, aaaaaa, ASSIGNED, 1500, EXTENDED",
        "5, aaaaaa, ASSIGNED, 2001, GRANTED",
        "5, aaaaaa, EXPIRED_RECLAIMED, 1500, GRANTED",
        "5, aaaaaa, RELEASED, 1500, GRANTED",
        "6, bbbbbb, ASSIGNED, 2001, GRANTED",
        "6, bbbbbb, EXPIRED_RECLAIMED, 2001, GRANTED"
    })
    void whatWasThereBeforeDecides(
            int messageType, String holder, LeaseState state, long now, LeaseEvent event) {
        Lease before = holder == null ? null : lease(holder).withState(state);
        LeaseChange change = new LeaseChange.Put(lease("aaaaaa").renewed(now, 1000, 500));
        assertThat(LeaseEvent.of(messageType, change, before, now)).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource({"8, RELEASED", "3, REVOKED", "5, REVOKED", "6, REVOKED"})
    void aLeaseThatGoesWasGivenBackOrTakenAway(int messageType, LeaseEvent event) {
        LeaseChange change = new LeaseChange.Delete(lease("aaaaaa"));
        assertThat(LeaseEvent.of(messageType, change, lease("aaaaaa"), 1500)).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource({"1500", "2500"})
    void aDeclinedLeaseIsNeitherGrantedNorExtended(long now) {
        LeaseChange change = new LeaseChange.Put(lease("aaaaaa").declined(now, 86400));
        assertThat(LeaseEvent.of(MessageType.DECLINE, change, lease("aaaaaa"), now))
                .isEqualTo(LeaseEvent.DECLINED);
    }

    private static Lease lease(String duid) {
        return Lease.assigned(
                LeaseType.IA_NA,
                Ipv6Address.parse("2001:db8:1::1"),
                128,
                Duid.parse(duid),
                Iaid.of(1),
                1,
                1000,
                1000,
                500);
    }
}
