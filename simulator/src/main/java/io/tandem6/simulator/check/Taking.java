package io.tandem6.simulator.check;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.simulator.client.Holding;
import java.util.function.BooleanSupplier;

/**
 * An operator takes an address or prefix away, whoever has it. That is over when the command is
 * carried out and both disks say the same of it: until then a server that has yet to hear of it may
 * promise it once more, and what was promised before then may still be on its way to a client.
 */
final class Taking {
    private final Ipv6Prefix what;
    private final BooleanSupplier mayBeAnswered;
    private boolean carriedOut;
    private long until = Long.MAX_VALUE;

    /**
     * An operator has given a command.
     *
     * @param mayBeAnswered false when the server has died, which may have carried it out before
     */
    Taking(Ipv6Prefix what, BooleanSupplier mayBeAnswered) {
        this.what = what;
        this.mayBeAnswered = mayBeAnswered;
    }

    Ipv6Prefix what() {
        return what;
    }

    /** The server has done what it was told. */
    void carriedOut() {
        carriedOut = true;
    }

    /** True until {@link #settle}. */
    boolean isUnderWay() {
        return until == Long.MAX_VALUE;
    }

    /** True if it will be over as soon as both disks say the same. */
    boolean awaitsDisks() {
        return isUnderWay() && (carriedOut || !mayBeAnswered.getAsBoolean());
    }

    /** Both disks say the same. */
    void settle(long now) {
        until = now;
    }

    /**
     * True if a reply of a server that may not have heard of it yet says that a client has this.
     */
    boolean ends(Holding holding, long sent) {
        return !isUnderWay() && sent <= until && covers(holding.address(), holding.prefixLength());
    }

    /** True if it is about what contains this, or is contained in it. */
    boolean covers(Ipv6Address address, int length) {
        Ipv6Prefix other = new Ipv6Prefix(address, length);
        return what.contains(other) || other.contains(what);
    }
}
