package io.tandem6.simulator.check;

import io.tandem6.address.Ipv6Address;
import io.tandem6.simulator.server.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What two servers must have come to when everything has been well for long enough. */
public final class Convergence {
    private Convergence() {}

    /**
     * All differences between their databases, at {@code now}.
     *
     * @param claimed true for what some client has by its own account
     */
    public static List<Violation> violations(
            Host one, Host other, Predicate<Ipv6Address> claimed, long now) {
        List<Violation> found = new ArrayList<>();
        DatabaseComparison.differences(one, other)
                .forEach(
                        (address, text) ->
                                found.add(
                                        new Violation(
                                                claimed.test(address)
                                                        ? ViolationKind.DATABASES_DIFFER
                                                        : ViolationKind.UNUSED_LEASE,
                                                now,
                                                text)));
        return found;
    }
}
