package io.tandem6.server.exchange;

import com.google.re2j.Matcher;
import io.tandem6.address.Ipv6Address;
import io.tandem6.config.DdnsSettings;
import io.tandem6.wire.DomainName;
import io.tandem6.wire.Octets;
import io.tandem6.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Makes complete names of clients, in lower case. What cannot be one becomes the empty name.
 *
 * @param settings of the client's subnet
 */
record HostNames(DdnsSettings settings) {
    /** The client's name, without what the configuration replaces, in a domain. */
    DomainName sanitized(DomainName name) {
        StringBuilder text = new StringBuilder();
        Octets labels = name.labels();
        for (int at = 0; at < labels.length(); at += 1 + labels.at(at)) {
            String label = sanitized(labels.slice(at + 1, at + 1 + labels.at(at)));
            if (!label.isEmpty()) {
                text.append(text.isEmpty() ? "" : ".").append(label);
            }
        }
        return name.isComplete() ? complete(text.toString()) : qualified(text.toString());
    }

    private String sanitized(Octets label) {
        String text = new String(label.toArray(), StandardCharsets.ISO_8859_1);
        return settings.sanitizer()
                .map(
                        set ->
                                set.matcher(text)
                                        .replaceAll(
                                                Matcher.quoteReplacement(settings.replacement())))
                .orElse(text);
    }

    /** A name without a domain gets the configured one, unless it ends with that already. */
    DomainName qualified(String name) {
        String suffix = withoutDot(settings.qualifyingSuffix());
        String lower = withoutDot(name).toLowerCase(Locale.ROOT);
        boolean has = ("." + lower).endsWith("." + suffix.toLowerCase(Locale.ROOT));
        return complete(lower.isEmpty() || suffix.isEmpty() || has ? lower : lower + "." + suffix);
    }

    /** The name that the server makes for the holder of an address. */
    DomainName generated(Ipv6Address address) {
        String text = address.toString().replace(':', '-');
        String host = settings.generatedPrefix() + "-" + text + (text.endsWith("-") ? "0" : "");
        String suffix = withoutDot(settings.qualifyingSuffix());
        return complete(suffix.isEmpty() ? host : host + "." + suffix);
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static DomainName complete(String text) {
        if (text.isEmpty()) {
            return DomainName.EMPTY;
        }
        WireWriter labels = new WireWriter(DomainName.LENGTH_MAX - 1);
        for (String label : text.toLowerCase(Locale.ROOT).split("\\.", -1)) {
            byte[] octets = label.getBytes(StandardCharsets.ISO_8859_1);
            if (octets.length == 0 || octets.length > DomainName.LABEL_LENGTH_MAX) {
                return DomainName.EMPTY;
            }
            labels.uint8(octets.length);
            labels.octets(Octets.of(octets));
        }
        return labels.failed() ? DomainName.EMPTY : new DomainName(labels.toOctets(), true);
    }
}
