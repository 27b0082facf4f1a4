package io.tandem6.server.ha;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a partner says of itself in answer to a heartbeat.
 *
 * @param state its state
 * @param dateTime its clock, whole seconds
 * @param scopes names of the servers whose clients it answers; empty if it did not say
 * @param unsentUpdates exchanges it has not told this server about; empty if it did not say
 */
public record PartnerStatus(
        ServerState state,
        Instant dateTime,
        Optional<List<String>> scopes,
        OptionalLong unsentUpdates) {
    /** Copies the list. */
    public PartnerStatus {
        scopes = scopes.map(List::copyOf);
    }
}
