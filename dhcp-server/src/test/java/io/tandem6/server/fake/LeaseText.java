package io.tandem6.server.fake;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.fake.IndentedText.Node;
import java.util.Locale;

/** Leases as people can read and write them: {@code 2001:db8::1 A iaid 1 subnet 1 ...}. */
public final class LeaseText {
    private LeaseText() {}

    /**
     * Reads {@code lease ADDRESS CLIENT iaid N subnet N [age N] [valid N] [state S] [context
     * JSON]}.
     */
    public static Lease lease(Node node) {
        String address = node.arguments().getFirst();
        boolean prefix = address.contains("/");
        Lease lease =
                Lease.assigned(
                        prefix ? LeaseType.IA_PD : LeaseType.IA_NA,
                        prefix ? Ipv6Prefix.parse(address).first() : Ipv6Address.parse(address),
                        prefix ? Ipv6Prefix.parse(address).length() : 128,
                        PacketText.duid(node.arguments().get(1)),
                        Iaid.of(Long.parseLong(node.argument("iaid", "1"))),
                        Long.parseLong(node.argument("subnet", "1")),
                        FakeLoop.NOW - Long.parseLong(node.argument("age", "100")),
                        Long.parseLong(node.argument("valid", "4000")),
                        Long.parseLong(node.argument("preferred", "3000")));
        String state = node.argument("state", "assigned");
        String context = node.argument("context", "");
        return lease.withContext(context.isEmpty() ? null : context, 0)
                .withState(LeaseState.valueOf(state.toUpperCase(Locale.ROOT).replace('-', '_')))
                .withHostname(node.argument("hostname", ""), false, false);
    }

    /** Writes a lease. */
    public static String text(Lease lease) {
        String address =
                lease.type() == LeaseType.IA_PD
                        ? lease.address() + "/" + lease.prefixLength()
                        : lease.address().toString();
        long age = FakeLoop.NOW - lease.clientLastTransmission();
        return "%s %s iaid %s subnet %d age %d valid %d preferred %d state %s%s%s%s"
                .formatted(
                        address,
                        PacketText.text(lease.duid()),
                        lease.iaid(),
                        lease.subnetId(),
                        age,
                        lease.validLifetime(),
                        lease.preferredLifetime(),
                        lease.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        lease.hostname().isEmpty() ? "" : " hostname " + lease.hostname(),
                        lease.poolId() == 0 ? "" : " pool " + lease.poolId(),
                        lease.userContext() == null ? "" : " context " + lease.userContext());
    }
}
