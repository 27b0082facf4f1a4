package io.tandem6.server.pipeline;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.message.ClientMessage;
import io.tandem6.server.lease.LeaseView;
import java.util.List;

/**
 * What a reply takes from its client because nobody here knows that the client has it. The partner
 * may tell before the reply leaves, as when this server wakes from a pause; then the client must
 * not hear it, for it would give up what it has.
 *
 * @param address of the lease, or where the prefix starts
 * @param holder who would have it
 */
record Denial(Ipv6Address address, BindingKey holder) {
    /** Those of a reply that is decided at {@code now} (Unix time in seconds). */
    static List<Denial> of(ClientMessage reply, LeaseView leases, long now) {
        return reply.options().clientId().stream()
                .flatMap(
                        client ->
                                Promise.denied(reply).stream()
                                        .map(
                                                p ->
                                                        new Denial(
                                                                p.address(),
                                                                new BindingKey(
                                                                        p.type(), client,
                                                                        p.iaid()))))
                .filter(denial -> !denial.isRefuted(leases, now))
                .toList();
    }

    /** True if the client is known at {@code now} to have it. */
    boolean isRefuted(LeaseView leases, long now) {
        Lease lease = leases.find(address);
        return lease != null
                && lease.state() == LeaseState.ASSIGNED
                && lease.isInUse(now)
                && lease.bindingKey().equals(holder);
    }
}
