package io.tandem6.server.pipeline;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.message.MessageType;
import io.tandem6.server.exchange.Decision;
import io.tandem6.server.lease.LeaseView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which leases a reply promises without changing them, as lease caching does. */
final class ReusedLeases {
    private ReusedLeases() {}

    static List<Lease> of(Decision.Answer answer, LeaseView leases) {
        if (answer.reply().type() != MessageType.REPLY) {
            return List.of();
        }
        Set<Ipv6Address> changed =
                answer.changes().stream()
                        .map(change -> change.address())
                        .collect(Collectors.toUnmodifiableSet());
        List<Lease> reused = new ArrayList<>();
        for (Promise promise : Promise.of(answer.reply())) {
            Lease lease =
                    changed.contains(promise.address()) ? null : leases.find(promise.address());
            if (lease != null) {
                reused.add(lease);
            }
        }
        return reused;
    }
}
