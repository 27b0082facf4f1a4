package io.tandem6.runtime;

import io.tandem6.log.LogMessage;

/** What logging logs about itself. */
enum LoggingMessage implements LogMessage {
    TANDEM6_LOG_FILE_UNUSABLE(
            Severity.ERROR,
            "cannot open the log file {}, the standard error takes its place: {}",
            "Check the output of the logger, its directory and the permissions, then have the"
                    + " configuration read again.");

    private final Entry entry;

    LoggingMessage(Severity severity, String text, String advice) {
        entry = new Entry(severity, "logger", text, advice);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
