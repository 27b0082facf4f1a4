package io.tandem6.simulator.check;

import io.tandem6.address.Ipv6Address;
import io.tandem6.simulator.client.ClientTraits;
import io.tandem6.simulator.client.Holding;

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
}
