package io.tandem6.config;

/**
 * Something wrong, or merely noteworthy, in a configuration.
 *
 * @param severity does it prevent use
 * @param location where it stands
 * @param message what was found, what was expected and what to do
 */
public record Problem(Severity severity, Location location, String message) {
    /** Does the problem prevent use of the configuration. */
    public enum Severity {
        /** The configuration cannot be used. */
        ERROR,
        /** It can, but not all of it does what it says. */
        WARNING
    }

    @Override
    public String toString() {
        return location + ": " + message;
    }
}
