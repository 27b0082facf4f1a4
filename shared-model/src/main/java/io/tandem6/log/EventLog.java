package io.tandem6.log;

/** Where catalogued messages go. Safe to use from any thread; never throws. */
@FunctionalInterface
public interface EventLog {
    /** Logs one message; {@code arguments} take the places of {@code {}} in its text. */
    void log(LogMessage message, Object... arguments);

    /** Drops everything. */
    EventLog SILENT = (message, arguments) -> {};
}
