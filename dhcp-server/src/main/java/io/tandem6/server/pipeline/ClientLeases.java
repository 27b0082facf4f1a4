package io.tandem6.server.pipeline;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.ClientMessage;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.Option;
import io.tandem6.server.lease.LeaseQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the answer to a client's message depends on. */
final class ClientLeases {
    private ClientLeases() {}

    /** Empty for a message to which leases do not matter. */
    static Optional<LeaseQuery> of(ClientMessage message) {
        Optional<Duid> duid = message.options().clientId();
        List<BindingKey> bindings = new ArrayList<>();
        List<Ipv6Address> addresses = new ArrayList<>();
        for (Option option : message.options().list()) {
            if (option instanceof IaNa ia) {
                duid.ifPresent(d -> bindings.add(new BindingKey(LeaseType.IA_NA, d, ia.iaid())));
                ia.options().addresses().forEach(a -> addresses.add(a.address()));
            } else if (option instanceof IaPd ia) {
                duid.ifPresent(d -> bindings.add(new BindingKey(LeaseType.IA_PD, d, ia.iaid())));
                ia.options().prefixes().forEach(p -> addresses.add(p.prefix().first()));
            }
        }
        return bindings.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new LeaseQuery(
                                bindings,
                                addresses.stream().filter(a -> !a.isUnspecified()).toList()));
    }
}
