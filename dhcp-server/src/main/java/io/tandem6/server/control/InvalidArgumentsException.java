package io.tandem6.server.control;

import io.tandem6.control.ControlResponse;

/** A command was given arguments that it cannot work with. */
public final class InvalidArgumentsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int result;
    private final String text;

    /** Arguments that make no sense; {@code text} says why. */
    public InvalidArgumentsException(String text) {
        this(ControlResponse.ERROR, text);
    }

    /**
     * Arguments that are refused.
     *
     * @param result one of {@link ControlResponse}'s constants
     * @param text why
     */
    public InvalidArgumentsException(int result, String text) {
        super(text);
        this.result = result;
        this.text = text;
    }

    /** What the caller is told. */
    ControlResponse answer() {
        return new ControlResponse(result, text, null);
    }
}
