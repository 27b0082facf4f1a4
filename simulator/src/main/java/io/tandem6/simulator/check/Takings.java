package io.tandem6.simulator.check;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.simulator.client.Holding;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.time.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that operators take away: carries each {@link Taking} through, of each address or prefix the
 * latest, and ends the claims to what was taken.
 */
final class Takings {
    private final Timeline timeline;
    private final List<Host> hosts;
    private final Claims claims;
    private final Map<Ipv6Address, Taking> latest = new HashMap<>();

    /** Takes from these claims what is taken on these hosts, a list that may still grow. */
    Takings(Timeline timeline, List<Host> hosts, Claims claims) {
        this.timeline = timeline;
        this.hosts = hosts;
        this.claims = claims;
    }

    /** See {@link Checker#taken}. */
    Consumer<Boolean> begin(Ipv6Prefix what, BooleanSupplier mayBeAnswered) {
        List<Claim> former = claims.overlapping(what.address(), what.length());
        claims.doubt(former);
        Taking taking = new Taking(what, mayBeAnswered);
        Taking earlier = latest.put(what.address(), taking);
        return done -> {
            if (done) {
                claims.deny(former);
                taking.carriedOut();
                settle(what.address());
            } else {
                claims.affirm(former);
                latest.remove(what.address(), taking);
                if (earlier != null) {
                    latest.putIfAbsent(what.address(), earlier);
                }
            }
        };
    }

    /** True if a reply that was sent then says that a client has what has been taken since. */
    boolean haveEnded(Holding holding, long sent) {
        return latest.values().stream().anyMatch(taking -> taking.ends(holding, sent));
    }

    /** True if an operator is taking it away at the moment: a disk may have done so already. */
    boolean mayEnd(Claim claim) {
        return latest.values().stream()
                .filter(Taking::isUnderWay)
                .anyMatch(t -> t.covers(claim.address(), claim.holding().prefixLength()));
    }

    /**
     * A disk has something else about the address: if now both say the same of it, the taking is
     * over, and with it what clients have that the disks do not give to them.
     */
    void settle(Ipv6Address address) {
        Taking taking = latest.get(address);
        if (taking == null || !taking.awaitsDisks()) {
            return;
        }
        List<Optional<Duid>> holders =
                hosts.stream().map(host -> holder(host.disk().find(address))).distinct().toList();
        if (holders.size() <= 1) {
            taking.settle(timeline.now());
            for (Claim claim : claims.overlapping(address, taking.what().length())) {
                if (!holders.contains(Optional.of(claim.client().duid()))) {
                    claims.removeAt(claim.address(), claim::equals);
                }
            }
        }
    }

    private static Optional<Duid> holder(@Nullable Lease lease) {
        return Optional.ofNullable(lease)
                .filter(l -> l.state() == LeaseState.ASSIGNED)
                .map(Lease::duid);
    }
}
