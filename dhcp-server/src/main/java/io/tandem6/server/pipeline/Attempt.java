package io.tandem6.server.pipeline;

import io.tandem6.identity.Duid;
import io.tandem6.server.sender.Sender;
import java.util.Optional;

/**
 * One decision about an exchange, of several if other servers are faster.
 *
 * @param exchange what is decided about
 * @param sender who asks
 * @param partner the partner's server DUID, if messages for it are ours as well
 * @param rules what decides; those of the first attempt decide to the end
 * @param number of this attempt, from 1
 */
record Attempt(
        Exchange exchange, Sender sender, Optional<Duid> partner, ActiveConfig rules, int number) {
    Attempt next() {
        return new Attempt(exchange, sender, partner, rules, number + 1);
    }
}
