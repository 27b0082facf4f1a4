package io.tandem6.log;

/** Where catalogued messages go. Safe to use from any thread; never throws. */
@FunctionalInterface
public interface EventLog {
    /** Logs one message; {@code arguments} take the places of {@code {}} in its text. */
    void log(LogMessage message, Object... arguments);

    /** False if the message would go nowhere, so that its arguments need not be made. */
    default boolean isOn(LogMessage message) {
        return true;
    }

    /** Drops everything. */
    EventLog SILENT =
            new EventLog() {
                @Override
                public void log(LogMessage message, Object... arguments) {}

                @Override
                public boolean isOn(LogMessage message) {
                    return false;
                }
            };
}
