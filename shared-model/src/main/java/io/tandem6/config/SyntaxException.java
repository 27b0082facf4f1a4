package io.tandem6.config;

/** Ends the reading of a text at its first syntax error; never leaves {@link KeaJson}. */
final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Location location;

    SyntaxException(Location location, String message) {
        super(message, null, false, false);
        this.location = location;
    }

    Location location() {
        return location;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
