package io.tandem6.log;

/**
 * One entry of the message catalogue, a constant of an enum. Where Kea has a message for the same
 * event the constant has Kea's identifier, since operators and tools search for those.
 */
public interface LogMessage {
    /** The stable identifier. */
    String name();

    /** How serious it is. */
    Severity severity();

    /**
     * The child of Kea's root logger it is logged under, as {@code ha-hooks} or {@code leases}; see
     * {@code loggers} in the configuration.
     */
    String component();

    /** The text, with {@code {}} for each argument. */
    String text();

    /** What it means for the operator and what can be done, in a sentence or two. */
    String advice();

    /** Kea's severities. */
    enum Severity {
        /** The service stops. */
        FATAL,
        /** Something failed. */
        ERROR,
        /** Something is odd. */
        WARN,
        /** What happens. */
        INFO,
        /** What happens in detail. */
        DEBUG
    }
}
