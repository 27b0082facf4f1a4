package io.tandem6.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.LeaseChecks;
import io.tandem6.config.Subnet;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.fake.ConfigText;
import io.tandem6.server.fake.IndentedText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subnet 1 is 2001:db8:1::/64, subnet 2 is 2001:db8:2::/64; there is no subnet 3. */
class LeaseSanityCheckTest {
    private static final List<Subnet> SUBNETS =
            ConfigText.subnets(
                    IndentedText.parse(
                                    List.of(
                                            "config",
                                            "  subnet 1 2001:db8:1::/64",
                                            "  subnet 2 2001:db8:2::/64"))
                            .getFirst());

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1::5, 1, IA_NA, put 1, put 1, put 1, put 1, put 1, right in every way",
        "2001:db8:1::5, 2, IA_NA, put 2, put 2, put 1, put 1, delete, in another subnet",
        "2001:db8:1::5, 3, IA_NA, put 3, put 3, put 1, put 1, delete, its subnet is gone",
        "2001:db8:9::5, 1, IA_NA, put 1, put 1, put 1, delete, delete, in no subnet",
        "2001:db8:9::5, 3, IA_NA, put 3, put 3, put 3, delete, delete, in no subnet at all",
        "2001:db8:9::, 1, IA_PD, put 1, put 1, put 1, put 1, put 1, prefixes may lie anywhere",
    })
    void eachValueHasItsWay(
            String address,
            long subnet,
            LeaseType type,
            String none,
            String warn,
            String fix,
            String fixDel,
            String del,
            String about) {
        Lease lease =
                Lease.assigned(
                        type,
                        Ipv6Address.parse(address),
                        type == LeaseType.IA_PD ? 64 : 128,
                        Duid.parse("00030001020304050607"),
                        Iaid.of(1),
                        subnet,
                        1000,
                        4000,
                        3000);
        assertThat(List.of(LeaseChecks.values()).stream().map(checks -> outcome(checks, lease)))
                .as(about)
                .containsExactly(none, warn, fix, fixDel, del);
    }

    private static String outcome(LeaseChecks checks, Lease lease) {
        return switch (new LeaseSanityCheck(checks, SUBNETS).checked(new LeaseChange.Put(lease))) {
            case LeaseChange.Put(Lease put) -> "put " + put.subnetId();
            case LeaseChange.Delete delete -> "delete";
        };
    }

    @Test
    void whatWasFoundIsCounted() {
        LeaseSanityCheck check = new LeaseSanityCheck(LeaseChecks.FIX_DEL, SUBNETS);
        assertThat(check.finding()).isEmpty();
        check.checked(put("2001:db8:1::5", 1));
        assertThat(check.finding()).isEmpty();
        check.checked(put("2001:db8:1::5", 2));
        check.checked(put("2001:db8:9::5", 2));
        check.checked(put("2001:db8:9::6", 2));
        assertThat(check.finding())
                .hasValueSatisfying(
                        finding -> {
                            assertThat(finding.example().address()).hasToString("2001:db8:1::5");
                            assertThat(finding.corrected()).isEqualTo(1);
                            assertThat(finding.leftOut()).isEqualTo(2);
                            assertThat(finding.kept()).isZero();
                        });
    }

    private static LeaseChange put(String address, long subnet) {
        return new LeaseChange.Put(
                Lease.assigned(
                        LeaseType.IA_NA,
                        Ipv6Address.parse(address),
                        128,
                        Duid.parse("00030001020304050607"),
                        Iaid.of(1),
                        subnet,
                        1000,
                        4000,
                        3000));
    }
}
