package io.tandem6.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.pipeline.Replicator;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subnets 10 to 19 are relationship 1's, 20 to 29 relationship 2's, all others nobody's. */
class ReplicatorBySubnetTest {
    private final List<String> told = new ArrayList<>();
    private final List<Replicator.Replicated> waiting = new ArrayList<>();
    private final List<Boolean> outcomes = new ArrayList<>();
    private final ReplicatorBySubnet replicator =
            new ReplicatorBySubnet(
                    subnet ->
                            subnet < 10 || subnet > 29
                                    ? OptionalInt.empty()
                                    : OptionalInt.of((int) subnet / 10),
                    id ->
                            (changes, done) -> {
                                List<Long> subnets =
                                        changes.stream().map(c -> c.lease().subnetId()).toList();
                                told.add(id + ":" + subnets);
                                waiting.add(done);
                            });

    private static LeaseChange change(long subnet) {
        return new LeaseChange.Put(
                Lease.assigned(
                        LeaseType.IA_NA,
                        Ipv6Address.parse("2001:db8::" + subnet),
                        128,
                        Duid.parse("00030001aa"),
                        Iaid.of(1),
                        subnet,
                        1_800_000_000L,
                        100,
                        100));
    }

    private void replicate(long... subnets) {
        List<LeaseChange> changes = new ArrayList<>();
        for (long subnet : subnets) {
            changes.add(change(subnet));
        }
        replicator.replicate(changes, outcomes::add);
    }

    @Test
    void eachHearsItsPartInOrder() {
        replicate(21, 10, 5, 20, 11);

        assertThat(told).containsExactly("1:[10, 11]", "2:[21, 20]");
        assertThat(outcomes).isEmpty();
    }

    @Test
    void whatIsNobodysNeedsNoAcknowledgement() {
        replicate(5);

        assertThat(told).isEmpty();
        assertThat(outcomes).containsExactly(true);
    }

    @ParameterizedTest
    @CsvSource({"true, true, true", "true, false, false", "false, true, false"})
    void allMustAcknowledge(boolean first, boolean second, boolean all) {
        replicate(10, 20);
        waiting.get(1).completed(second);
        assertThat(outcomes).isEmpty();
        waiting.get(0).completed(first);

        assertThat(outcomes).containsExactly(all);
    }
}
