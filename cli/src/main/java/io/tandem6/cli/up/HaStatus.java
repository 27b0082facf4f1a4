package io.tandem6.cli.up;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a server says about its HA relationship in the answer to {@code status-get}.
 *
 * @param role its own
 * @param state its own
 */
record HaStatus(String role, String state) {
    /** Reads the arguments of the answer. */
    static Optional<HaStatus> of(@Nullable JsonNode arguments) {
        if (arguments == null) {
            return Optional.empty();
        }
        JsonNode local = arguments.at("/high-availability/0/ha-servers/local");
        String role = local.path("role").asString("");
        String state = local.path("state").asString("");
        return state.isEmpty() ? Optional.empty() : Optional.of(new HaStatus(role, state));
    }
}
