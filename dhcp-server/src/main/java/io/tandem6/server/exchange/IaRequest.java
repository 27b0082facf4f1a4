package io.tandem6.server.exchange;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.ClientMessage;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.Option;
import java.util.ArrayList;
import java.util.List;

/**
 * An identity association in a client's message: addresses and prefixes are asked for alike.
 *
 * @param type IA_NA or IA_PD
 * @param iaid the client's number for it
 * @param asked the addresses or prefixes it lists
 */
record IaRequest(LeaseType type, Iaid iaid, List<Asked> asked) {
    /**
     * An address or prefix that the client lists.
     *
     * @param address the address, or the first address of the prefix; {@code ::} asks for any
     * @param prefixLength 128 for addresses
     * @param preferredLifetime seconds the client hopes for, 0 is none
     * @param validLifetime seconds the client hopes for, 0 is none
     */
    record Asked(
            Ipv6Address address, int prefixLength, long preferredLifetime, long validLifetime) {}

    /** The identity associations of a message, in its order. */
    static List<IaRequest> of(ClientMessage message) {
        List<IaRequest> all = new ArrayList<>();
        for (Option option : message.options().list()) {
            if (option instanceof IaNa ia) {
                all.add(of(ia));
            } else if (option instanceof IaPd ia) {
                all.add(of(ia));
            }
        }
        return all;
    }

    private static IaRequest of(IaNa ia) {
        List<Asked> asked =
                ia.options().addresses().stream()
                        .map(
                                a ->
                                        new Asked(
                                                a.address(),
                                                128,
                                                a.preferredLifetime(),
                                                a.validLifetime()))
                        .toList();
        return new IaRequest(LeaseType.IA_NA, ia.iaid(), asked);
    }

    private static IaRequest of(IaPd ia) {
        List<Asked> asked =
                ia.options().prefixes().stream()
                        .map(
                                p ->
                                        new Asked(
                                                p.prefix().first(),
                                                p.prefix().length(),
                                                p.preferredLifetime(),
                                                p.validLifetime()))
                        .toList();
        return new IaRequest(LeaseType.IA_PD, ia.iaid(), asked);
    }

    /**
     * What the client hopes for where it is given {@code lease}; lifetimes of a hint count even if
     * its address cannot be had.
     */
    Asked hintFor(Lease lease) {
        return asked.stream()
                .filter(a -> a.address().equals(lease.address()))
                .findFirst()
                .or(() -> asked.stream().findFirst())
                .orElse(new Asked(lease.address(), lease.prefixLength(), 0, 0));
    }

    /** The binding it stands for. */
    BindingKey binding(Duid duid) {
        return new BindingKey(type, duid, iaid);
    }
}
