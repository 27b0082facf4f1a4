package io.tandem6.log;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** The catalogue as a document for operators. */
public final class MessageTable {
    private MessageTable() {}

    /**
     * A Markdown page.
     *
     * @param service name of the service
     * @param messages everything it may log
     */
    public static String markdown(String service, Collection<? extends LogMessage> messages) {
        String rows =
                messages.stream()
                        .sorted(Comparator.comparing(LogMessage::name))
                        .map(MessageTable::row)
                        .collect(Collectors.joining());
        return """
        # Log messages of the %s

        Each line of the log has one of these identifiers. They do not change between versions; where Kea logs the same
        event the identifier is Kea's. `{}` stands for what differs from case to case.

        | identifier | severity | text | what to do |
        | --- | --- | --- | --- |
        """
                        .formatted(service)
                + rows;
    }

    private static String row(LogMessage message) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        message.name(),
                        message.severity().name().toLowerCase(Locale.ROOT),
                        cell(message.text()),
                        cell(message.advice()));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
