package io.tandem6.simulator.check;

import io.tandem6.address.Ipv6Address;
import io.tandem6.server.ha.ServerState;
import io.tandem6.simulator.server.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What two servers must have come to when everything has been well for long enough. */
public final class Convergence {
    private Convergence() {}

    /**
     * All that is not as it must be, at {@code now}.
     *
     * @param normal the state of both in normal operation
     * @param claimed true for what some client has by its own account
     */
    public static List<Violation> violations(
            Host one, Host other, ServerState normal, Predicate<Ipv6Address> claimed, long now) {
        List<Violation> found = new ArrayList<>();
        for (Host host : List.of(one, other)) {
            if (!host.state().equals(Optional.of(normal)) || host.isServiceOff()) {
                found.add(
                        new Violation(
                                ViolationKind.NOT_NORMAL,
                                now,
                                "%s is %s%s"
                                        .formatted(
                                                host.name(),
                                                host.state()
                                                        .map(ServerState::wireName)
                                                        .orElse("down"),
                                                host.isServiceOff()
                                                        ? ", its service is off"
                                                        : "")));
            }
        }
        if (found.isEmpty()) {
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
        }
        return found;
    }
}
