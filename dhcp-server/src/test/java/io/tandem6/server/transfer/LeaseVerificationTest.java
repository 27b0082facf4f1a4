package io.tandem6.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.identity.HardwareAddress;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.Leases;
import io.tandem6.wire.Octets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseVerificationTest {
    private static final Lease LEASE =
            Leases.address("2001:db8::1", "000301020304", 1_800_000_000L, 60);

    private static LeaseTable table(Lease... leases) {
        LeaseTable table = new LeaseTable();
        List.of(leases).forEach(lease -> table.apply(new LeaseChange.Put(lease)));
        return table;
    }

    private static Lease learnt(int source, int lastOctet) {
        Octets octets = Octets.of((byte) 2, (byte) 0, (byte) lastOctet);
        return LEASE.withHardwareAddress(
                new HardwareAddress(HardwareAddress.ETHERNET, octets, source));
    }

    @Test
    void howAHardwareAddressWasLearntDoesNotCount() {
        Lease here = learnt(HardwareAddress.SOURCE_DUID, 1);
        Lease there = learnt(HardwareAddress.SOURCE_UNKNOWN, 1);
        assertThat(LeaseVerification.differences(table(here), table(there))).isEmpty();
    }

    @Test
    void whateverElseDiffersCounts() {
        Lease other = learnt(HardwareAddress.SOURCE_DUID, 2);
        assertThat(LeaseVerification.differences(table(learnt(2, 1)), table(other)))
                .containsExactly("1 leases differ from those in the file: 2001:db8::1");
        assertThat(LeaseVerification.differences(table(LEASE), table(other)))
                .containsExactly("1 leases differ from those in the file: 2001:db8::1");
        assertThat(LeaseVerification.differences(table(LEASE), table()))
                .containsExactly("1 leases are not in the file: 2001:db8::1");
        assertThat(LeaseVerification.differences(table(), table(LEASE)))
                .containsExactly("1 leases are only in the file: 2001:db8::1");
    }
}
