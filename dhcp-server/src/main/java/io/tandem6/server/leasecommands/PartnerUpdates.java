package io.tandem6.server.leasecommands;

import io.tandem6.control.ControlResponse;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Takes the lease updates of a partner with which there is continuity. */
@FunctionalInterface
public interface PartnerUpdates {
    /** Nobody is such a partner. */
    PartnerUpdates NONE = (arguments, answer) -> false;

    /**
     * Takes an update and answers it.
     *
     * @return false if whoever sent it is no such partner; nothing has happened then
     */
    boolean receive(JsonNode arguments, Consumer<ControlResponse> answer);
}
