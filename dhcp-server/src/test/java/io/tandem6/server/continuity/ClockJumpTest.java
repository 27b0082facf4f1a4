package io.tandem6.server.continuity;

import static io.tandem6.server.continuity.Rows.NOW;
import static io.tandem6.server.continuity.Rows.ODD;
import static io.tandem6.server.continuity.Rows.lease;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.Lease;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A clock that was right until it jumped, which is noticed at once. */
class ClockJumpTest {
    @ParameterizedTest
    @CsvSource({
        // Ahead: what was heard before goes along, however long ago; what came after does not.
        "300, -300, 0",
        "300, -900, -600",
        "300, -299, 1",
        "300, -298, -298",
        "300, 0, 0",
        // Back: what seems to be heard later than now was heard before, and so was what is old.
        "-300, 300, 0",
        "-300, 11, -289",
        "-300, -11, -311",
        // Of the last moments nobody knows, and longer is safe.
        "-300, 10, 10",
        "-300, -10, -10"
    })
    void aLeaseLastsAsLongAsItWasToLast(long jump, long heard, long by) {
        Lease lease = lease(ODD, 1, NOW + heard, 600);

        Lease moved = new ClockJump(jump, NOW).applyTo(lease, NOW, OptionalLong.empty());

        assertThat(moved).isEqualTo(lease(ODD, 1, NOW + by, 600));
    }

    /** Seconds are rounded on the way. */
    @ParameterizedTest
    @CsvSource({
        "-5, 2,  3, -3",
        "-5, 2,  4, -3",
        "-5, 5,  0, 0",
        "-5, 0,  0, 0",
        "-5, -3, 3, -3",
        "-5, -3, 2, -3",
    })
    void ofTheLastMomentsAClockTellsThatDoesNotJump(long jump, long heard, long age, long by) {
        Lease lease = lease(ODD, 1, NOW + heard, 600);

        Lease moved = new ClockJump(jump, NOW).applyTo(lease, NOW, OptionalLong.of(age));

        assertThat(moved).isEqualTo(lease(ODD, 1, NOW + by, 600));
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 300"})
    void whatIsOverStaysWhereItIs(boolean over, long moved) {
        Lease held = lease(ODD, 1, NOW - 500, 600);
        Lease lease = over ? held.ended(NOW - 400) : held.declined(NOW - 400, 600);

        Lease by = new ClockJump(300, NOW).applyTo(lease, NOW, OptionalLong.empty());

        assertThat(by.clientLastTransmission()).isEqualTo(lease.clientLastTransmission() + moved);
    }
}
