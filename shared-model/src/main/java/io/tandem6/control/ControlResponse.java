package io.tandem6.control;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The answer to a command.
 *
 * @param result one of the constants here
 * @param text for people; mandatory unless {@code result} is {@link #SUCCESS}
 * @param arguments whatever the command answers with
 */
public record ControlResponse(int result, @Nullable String text, @Nullable JsonNode arguments) {
    /** Done. */
    public static final int SUCCESS = 0;

    /** Bad input, or it failed. */
    public static final int ERROR = 1;

    /** There is no such command. */
    public static final int UNSUPPORTED = 2;

    /** Fine, but there was nothing to find or to do. */
    public static final int EMPTY = 3;

    /** Fine, but it contradicts what this server knows (Kea 2.3.1 and later). */
    public static final int CONFLICT = 4;

    /** Success, with a text. */
    public static ControlResponse success(String text) {
        return new ControlResponse(SUCCESS, text, null);
    }

    /** Success, with a text and arguments. */
    public static ControlResponse success(@Nullable String text, JsonNode arguments) {
        return new ControlResponse(SUCCESS, text, arguments);
    }

    /** Failure. */
    public static ControlResponse error(String text) {
        return new ControlResponse(ERROR, text, null);
    }
}
