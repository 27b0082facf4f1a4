package io.tandem6.simulator.check;

import io.tandem6.address.Ipv6Address;
import io.tandem6.simulator.client.ClientTraits;
import io.tandem6.simulator.client.Holding;
import io.tandem6.simulator.time.Timeline;

/**
 * What a client has by its own account.
 *
 * @param client who
 * @param holding what
 * @param since when the reply arrived that says so, nanoseconds of the world
 * @param asked when the client began to ask for it
 */
record Claim(ClientTraits client, Holding holding, long since, long asked) {
    /** How much later than the server's decision the client began to count, at most. */
    long delivery() {
        return since - asked;
    }

    Ipv6Address address() {
        return holding.address();
    }

    /** How much longer the client has it by its own count, nanoseconds; below 0 if it is over. */
    long left(long now) {
        return holding.until() - now;
    }

    /** True if the server's count may have come to its end, since it began before the client's. */
    boolean isAboutToEnd(long now) {
        return left(now) <= delivery() + Records.MARGIN;
    }

    /** What is whose. */
    @Override
    public String toString() {
        return holding + " of " + client.name();
    }

    /** What is whose, and for how much longer. */
    String text(long now) {
        return "%s, valid for another %.1f s".formatted(this, left(now) / (double) Timeline.SECOND);
    }
}
