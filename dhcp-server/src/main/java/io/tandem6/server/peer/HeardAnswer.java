package io.tandem6.server.peer;

import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.ha.ServerState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What the partner's answer to a heartbeat says of continuity.
 *
 * @param greeting empty if there is none, as from a Kea, or none that is understood
 * @param objection why nothing of it is understood
 * @param stepsBack the partner is in maintenance
 */
record HeardAnswer(Optional<Greeting> greeting, Optional<String> objection, boolean stepsBack) {
    /** Nothing. */
    static final HeardAnswer NONE = new HeardAnswer(Optional.empty(), Optional.empty(), false);

    /** Reads an answer, which may be anything. */
    static HeardAnswer decode(@Nullable JsonNode arguments) {
        JsonNode said = arguments == null ? MissingNode.getInstance() : arguments;
        return new HeardAnswer(
                Greeting.decode(said.path(Greeting.KEY)),
                Greeting.objection(said.path(Greeting.KEY)),
                said.path("state").asString("").equals(ServerState.IN_MAINTENANCE.wireName()));
    }

    /** The same from a Kea, which says nothing of continuity. */
    HeardAnswer asFromKea() {
        return new HeardAnswer(Optional.empty(), Optional.empty(), stepsBack);
    }
}
