package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseJson.LeaseFormatException;
import io.tandem6.server.continuity.End;
import io.tandem6.server.continuity.OutstandingLease;
import io.tandem6.server.continuity.PartnersView;
import io.tandem6.server.continuity.SentLease;
import io.tandem6.server.lease.Leases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many leases in one text. */
class UpdateOctetsTest {
    private static final long NOW = 1_800_000_000L;

    /** Monotonic clocks of sender and receiver, in seconds. */
    private static final long SENDERS = 5_000;

    private static SentLease sent(Lease lease, boolean asks, End end) {
        return new SentLease(
                new OutstandingLease(
                        lease,
                        new PartnersView(null, false, null),
                        new OutstandingLease.Times(
                                NOW - lease.clientLastTransmission(),
                                SENDERS * 1_000_000_000L,
                                0,
                                0),
                        true,
                        asks,
                        true,
                        end,
                        1),
                7);
    }

    private static List<ToldLease> through(List<SentLease> batch) throws LeaseFormatException {
        // The receiver's wall clock goes a minute ahead of the sender's.
        return UpdateOctets.decode(
                UpdateOctets.encode(batch), millis -> NOW + 60 - (SENDERS - millis / 1000));
    }

    @Test
    void everyLeaseArrivesAsItWasInTheReceiversTime() throws LeaseFormatException {
        Random random = new Random(5);
        List<Lease> leases =
                Stream.concat(
                                Stream.generate(() -> Leases.random(random, NOW)).limit(500),
                                Leases.extremes(NOW).stream())
                        .toList();

        assertThat(through(leases.stream().map(lease -> sent(lease, false, End.WANTED)).toList()))
                .extracting(ToldLease::lease)
                .containsExactlyElementsOf(
                        leases.stream()
                                .map(l -> l.heardAt(l.clientLastTransmission() + 60))
                                .toList());
    }

    @Test
    void whatIsSaidOfItArrivesToo() throws LeaseFormatException {
        Lease lease = Leases.address("2001:db8:1::1", "000102", NOW, 3600);
        List<SentLease> batch = new ArrayList<>();
        for (End end : End.values()) {
            batch.add(sent(lease, end == End.EXPIRED, end));
        }

        assertThat(through(batch))
                .extracting(told -> List.of(told.asks(), told.unwanted(), told.forced()))
                .containsExactly(
                        List.of(false, false, false),
                        List.of(true, true, false),
                        List.of(false, true, false),
                        List.of(false, false, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "AA==", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> UpdateOctets.decode(text, millis -> NOW))
                .isInstanceOf(LeaseFormatException.class);
    }

    @Test
    void whatIsLongerThanAnyUpdateIsRefused() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(compressed)) {
            for (int i = 0; i <= 40; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        String text = Base64.getEncoder().encodeToString(compressed.toByteArray());

        assertThat(text).hasSizeLessThan(1 << 17);
        assertThatThrownBy(() -> UpdateOctets.decode(text, millis -> NOW))
                .isInstanceOf(LeaseFormatException.class)
                .hasMessageContaining("longer");
    }

    @Test
    void whatWasCutOffIsRefused() {
        byte[] whole =
                Base64.getDecoder()
                        .decode(
                                UpdateOctets.encode(
                                        List.of(
                                                sent(
                                                        Leases.address(
                                                                "2001:db8:1::1", "000102", NOW, 9),
                                                        false,
                                                        End.WANTED))));
        for (int length = 1; length < whole.length; length++) {
            String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> UpdateOctets.decode(cut, millis -> NOW))
                    .isInstanceOf(LeaseFormatException.class);
        }
    }
}
