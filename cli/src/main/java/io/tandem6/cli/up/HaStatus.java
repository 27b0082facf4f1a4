package io.tandem6.cli.up;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a server says about its HA relationship in the answer to {@code status-get}.
 *
 * @param role its own
 * @param state its own
 * @param partnerState as it last heard
 */
record HaStatus(String role, String state, String partnerState) {
    /** Reads the arguments of the answer. */
    static Optional<HaStatus> of(@Nullable JsonNode arguments) {
        if (arguments == null) {
            return Optional.empty();
        }
        JsonNode servers = arguments.path("high-availability").path(0).path("ha-servers");
        String role = servers.path("local").path("role").asString("");
        String state = servers.path("local").path("state").asString("");
        String partnerState = servers.path("remote").path("last-state").asString("");
        return state.isEmpty()
                ? Optional.empty()
                : Optional.of(new HaStatus(role, state, partnerState));
    }
}
