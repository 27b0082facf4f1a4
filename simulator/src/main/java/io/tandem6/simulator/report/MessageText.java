package io.tandem6.simulator.report;

import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.option.IaAddress;
import io.tandem6.option.IaNa;
import io.tandem6.option.IaPd;
import io.tandem6.option.IaPrefix;
import io.tandem6.option.Option;
import io.tandem6.option.Options;
import io.tandem6.option.StatusCode;

/** A DHCPv6 message on one line. */
public final class MessageText {
    private MessageText() {}

    /** Type, who is addressed, and what it is about. */
    public static String of(ClientMessage message) {
        StringBuilder text = new StringBuilder(MessageType.name(message.type()));
        text.append(" %06x".formatted(message.transactionId()));
        message.options().serverId().ifPresent(id -> text.append(" server ").append(id));
        if (message.options().elapsedHundredths() > 0) {
            text.append(" elapsed %.1f s".formatted(message.options().elapsedHundredths() / 100.0));
        }
        options(message.options(), text);
        return text.toString();
    }

    private static void options(Options options, StringBuilder text) {
        for (Option option : options.list()) {
            switch (option) {
                case IaNa ia -> inner(" IA_NA(", ia.options(), text);
                case IaPd ia -> inner(" IA_PD(", ia.options(), text);
                case IaAddress a ->
                        text.append(a.address()).append(lifetime(a.validLifetime())).append(' ');
                case IaPrefix p ->
                        text.append(p.prefix()).append(lifetime(p.validLifetime())).append(' ');
                case StatusCode s when s.status() != StatusCode.SUCCESS ->
                        text.append(" status ").append(s.status());
                default -> {}
            }
        }
    }

    private static void inner(String begin, Options options, StringBuilder text) {
        text.append(begin);
        options(options, text);
        if (text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        text.append(')');
    }

    private static String lifetime(long valid) {
        return valid == 0 ? "" : " for " + valid + " s";
    }
}
