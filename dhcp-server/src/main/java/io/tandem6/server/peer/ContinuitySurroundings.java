package io.tandem6.server.peer;

import io.tandem6.log.EventLog;
import io.tandem6.server.continuity.Terms;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.loop.EventLoop;
import java.util.function.Supplier;

/**
 * What continuity needs of the server.
 *
 * @param relationship what everything about the relationship has
 * @param commands what is said to the partner
 * @param memory what is remembered of the partner
 * @param terms gives those that the configuration has
 * @param configuration gives the hash of what both should have in common
 * @param mayBegin no other update is on its way to the partner
 */
record ContinuitySurroundings(
        HighAvailability.Surroundings relationship,
        PeerCommands commands,
        MemoryKeeper memory,
        Supplier<Terms> terms,
        Supplier<String> configuration,
        Supplier<Boolean> mayBegin) {
    EventLoop loop() {
        return relationship.loop();
    }

    LeaseView leases() {
        return relationship.leases();
    }

    LeaseWriter writer() {
        return relationship.writer();
    }

    EventLog log() {
        return relationship.log();
    }
}
