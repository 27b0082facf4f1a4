package io.tandem6.config;

/**
 * Text in a configuration that means nothing; becomes a {@link Problem} where the place is known.
 * Never leaves this package.
 */
final class BadDataException extends Exception {
    private static final long serialVersionUID = 1L;

    BadDataException(String message) {
        super(message, null, false, false);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
