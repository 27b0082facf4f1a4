package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.lease.LeaseJson;
import io.tandem6.server.continuity.End;
import io.tandem6.server.continuity.OutstandingLease;
import io.tandem6.server.continuity.PartnersView;
import io.tandem6.server.continuity.SentLease;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** When the client of a lease was heard that the partner tells. */
class ToldLeaseReaderTest {
    private static final long NOW = 1_800_000_000;

    /** The partner's wall clock, by which the lease comes, is an hour ahead. */
    private static final long BY_PARTNERS_CLOCK = NOW + 3600;

    private static ToldLeaseReader reader(@Nullable Long partnersNow) {
        return new ToldLeaseReader(
                then ->
                        partnersNow == null
                                ? OptionalLong.empty()
                                : OptionalLong.of(partnersNow - then));
    }

    @ParameterizedTest(name = "partner''s clock {0} ms, heard {1} ms, age {2} s: {3} s ago")
    @CsvSource({
        "50000, 40000, 7, 10",
        // Whole seconds, and what clocks may be wrong by is not one more of them.
        "50000, 40001, 7, 10",
        "50000, 40020, 7, 10",
        "50000, 40021, 7, 9",
        // Heard in what is the future there.
        "50000, 51000, 7, -1",
        "50000, 50500, 7, -1",
        // The clocks have not been compared, or the partner does not tell by its own.
        ", 40000, 7, 7",
        "50000, , 7, 7",
        ", , , -3600",
        ", 40000, , -3600",
    })
    void theBestThatIsKnownCounts(
            @Nullable Long partnersNow, @Nullable Long heard, @Nullable Long age, long ago)
            throws LeaseJson.LeaseFormatException {
        ObjectNode node =
                LeaseJson.toAnswer(
                        TestLeases.lease("2001:db8::1", "000300010001", BY_PARTNERS_CLOCK));
        if (heard != null) {
            node.put("heard", heard);
        }
        if (age != null) {
            node.put("age", age);
        }

        assertThat(NOW - reader(partnersNow).decode(node, NOW).clientLastTransmission())
                .isEqualTo(ago);
    }

    @ParameterizedTest(name = "partner''s clock {0} ms, sent {1} ms: {2} s ago")
    @CsvSource({
        "50000, 45000, 40",
        // Without a comparison as old as it was when it was sent.
        ", 45000, 35",
        ", 45999, 35",
        ", 46000, 36",
    })
    void whatIsPackedIsAsOldAsWhatIsNot(@Nullable Long partnersNow, long sent, long ago)
            throws LeaseJson.LeaseFormatException {
        OutstandingLease entry =
                new OutstandingLease(
                        TestLeases.lease("2001:db8::1", "000300010001", BY_PARTNERS_CLOCK),
                        new PartnersView(null, false, null),
                        new OutstandingLease.Times(0, 10_000_000_000L, 0, NOW),
                        true,
                        false,
                        false,
                        End.WANTED,
                        1);
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put(UpdateOctets.SENT, sent);
        arguments.put(
                UpdateOctets.OCTETS,
                UpdateOctets.encode(Collections.nCopies(2, new SentLease(entry, 1))));

        List<ToldLease> leases = reader(partnersNow).unpack(arguments, NOW);

        assertThat(leases)
                .extracting(told -> NOW - told.lease().clientLastTransmission())
                .containsExactly(ago, ago);
    }

    @Test
    void whatIsNoLeaseIsNotTaken() {
        ObjectNode none = JsonNodeFactory.instance.objectNode().put("heard", 40000);

        assertThatThrownBy(() -> reader(50000L).decode(none, NOW))
                .isInstanceOf(LeaseJson.LeaseFormatException.class);
    }
}
