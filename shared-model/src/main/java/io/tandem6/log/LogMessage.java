package io.tandem6.log;

import com.google.errorprone.annotations.Immutable;

/**
 * One entry of the message catalogue, a constant of an enum. Where Kea has a message for the same
 * event the constant has Kea's identifier, since operators and tools search for those.
 */
public interface LogMessage {
    /** The stable identifier. */
    String name();

    /** Everything else about it. */
    Entry entry();

    /** How serious it is. */
    default Severity severity() {
        return entry().severity();
    }

    /**
     * From which {@code debuglevel} of its logger on a message of severity DEBUG is shown, 0..99;
     * Kea's for its identifiers. The events of single messages and leases come at 40 to 50.
     */
    default int debugLevel() {
        return 0;
    }

    /** See {@link Entry}. */
    default String component() {
        return entry().component();
    }

    /** See {@link Entry}. */
    default String text() {
        return entry().text();
    }

    /** See {@link Entry}. */
    default String advice() {
        return entry().advice();
    }

    /**
     * What the catalogue says of a message.
     *
     * @param severity how serious it is
     * @param component the child of Kea's root logger it is logged under, as {@code ha-hooks} or
     *     {@code leases}; see {@code loggers} in the configuration
     * @param text with {@code {}} for each argument
     * @param advice what it means for the operator and what can be done, in a sentence or two
     */
    @Immutable
    record Entry(Severity severity, String component, String text, String advice) {}

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
