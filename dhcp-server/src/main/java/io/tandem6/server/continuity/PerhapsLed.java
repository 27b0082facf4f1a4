package io.tandem6.server.continuity;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import java.util.HashMap;
import java.util.Map;

/**
 * What a partner that has forgotten what it did may have led further: the client gave its lease
 * back here, and may have gone on with the partner, to which that was allowed as long as it did not
 * know of the end. The address stays taken for as long as that may last. Event loop only.
 */
final class PerhapsLed {
    private final Map<Ipv6Address, Long> until = new HashMap<>();
    private long last;

    /**
     * The forgetful partner acknowledges a lease.
     *
     * @param untoldSince all that came to its end before that was acknowledged when the partner
     *     still knew everything, Unix time in seconds
     */
    void acknowledged(SentLease sent, long untoldSince, Standing at, long now) {
        if (now > last + at.jumpedSeconds()) {
            until.clear();
        }
        long ended = sent.lease().clientLastTransmission();
        if (!sent.lease().isOver() || ended > at.forgottenAt()) {
            return;
        }
        PartnersView partners = sent.entry().partners();
        Lease base = partners.base();
        boolean mayBeNews =
                partners.known() ? base != null && !base.isOver() : ended >= untoldSince;
        if (mayBeNews) {
            long known = base == null ? now : Math.max(now, base.expire());
            long end = known + at.mcltSeconds();
            until.put(sent.address(), end);
            last = Math.max(last, end);
        }
    }

    /** True if the address may still be at such a client. */
    boolean has(Ipv6Address address, Standing at, long now) {
        Long end = until.get(address);
        return end != null && now <= end + at.jumpedSeconds();
    }
}
