package io.tandem6.interop.swarm;

import io.tandem6.identity.Iaid;
import io.tandem6.interop.swarm.SwarmReport.Claim;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaPrefix;
import io.tandem6.option.Options;
import java.util.ArrayList;
import java.util.List;

/** What has been valid at one client, and when. */
final class Claims {
    private final double origin;
    private final List<Claim> ended = new ArrayList<>();
    private final List<Claim> current = new ArrayList<>();

    /** None yet; {@code origin} is the Unix time at which the swarm's time is 0. */
    Claims(double origin) {
        this.origin = origin;
    }

    /** From now on what a reply says is valid, and nothing else. */
    void replace(Options reply, Iaid iaid, double now) {
        end(now);
        reply.iaNas().stream()
                .filter(ia -> ia.iaid().equals(iaid))
                .flatMap(ia -> ia.options().addresses().stream())
                .forEach(leased -> begin(text(leased), now, leased.validLifetime()));
        reply.iaPds().stream()
                .filter(ia -> ia.iaid().equals(iaid))
                .flatMap(ia -> ia.options().prefixes().stream())
                .forEach(leased -> begin(text(leased), now, leased.validLifetime()));
    }

    private static String text(IaAddress leased) {
        return leased.address().toString();
    }

    private static String text(IaPrefix leased) {
        return leased.prefix().first() + "/" + leased.prefix().length();
    }

    private void begin(String lease, double now, long validLifetime) {
        if (validLifetime > 0) {
            current.add(new Claim(lease, origin + now, origin + now + validLifetime));
        }
    }

    /** Nothing is valid any more. */
    void end(double now) {
        for (Claim claim : current) {
            double until = Math.min(claim.untilSeconds(), origin + now);
            ended.add(new Claim(claim.lease(), claim.fromSeconds(), until));
        }
        current.clear();
    }

    /** All of them; the last ones run on. */
    List<Claim> all() {
        List<Claim> all = new ArrayList<>(ended);
        all.addAll(current);
        return List.copyOf(all);
    }
}
