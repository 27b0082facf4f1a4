package io.tandem6.server.peer;

import io.tandem6.control.ControlResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of a command sent to another server. */
public sealed interface PeerResult {
    /** For the log: what is wrong, or that nothing is. */
    String text();

    /**
     * The server answered. An answer in a form that none of its commands has is an answer with
     * result 1, as Kea sees it.
     *
     * @param result one of {@link ControlResponse}'s constants, or another number
     * @param text for people, empty if it sent none
     * @param arguments whatever the command answers with
     */
    record Answer(int result, String text, @Nullable JsonNode arguments) implements PeerResult {
        /** True if the command did what it should. */
        public boolean isSuccess() {
            return result == ControlResponse.SUCCESS;
        }
    }

    /**
     * It did not, or in no language known here. Whether it executed the command is not known.
     *
     * @param cause the kind of failure
     * @param text what happened
     */
    record Unreachable(Cause cause, String text) implements PeerResult {}

    /** Ways of not being reached. */
    enum Cause {
        /** Nobody listens there, or there is no way to it, or its name has no address. */
        REFUSED,
        /** Nothing came in time. */
        TIMEOUT,
        /** The connection broke before the answer was complete. */
        BROKEN,
        /** What came was not HTTP or not JSON, or too much. */
        MALFORMED
    }
}
