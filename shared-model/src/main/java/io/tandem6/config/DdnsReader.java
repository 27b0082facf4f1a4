package io.tandem6.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tandem6.classify.RegexSize;
import io.tandem6.config.DdnsSettings.ReplaceClientName;
import io.tandem6.wire.DomainName;
import java.util.Locale;
import java.util.Optional;

/** Reads the keywords about names of clients, {@code ddns-*} and {@code hostname-char-*}. */
final class DdnsReader {
    private final boolean enabled;
    private final Problems problems;

    /** {@code enable-updates} of {@code dhcp-ddns} is above everything that a subnet says. */
    DdnsReader(Section global, Problems problems) {
        Optional<Section> ddns = global.section("dhcp-ddns");
        this.enabled = ddns.map(d -> d.flag("enable-updates", false)).orElse(false);
        this.problems = problems;
        if (enabled) {
            problems.warning(
                    ddns.orElseThrow().at("enable-updates"),
                    "no DNS updates are made yet, though clients are told that they are: set it to"
                            + " false if they shall know better");
        }
    }

    DdnsSettings read(Scope scope) {
        return new DdnsSettings(
                enabled && scope.flag("ddns-send-updates").orElse(true),
                scope.flag("ddns-override-no-update").orElse(false),
                scope.flag("ddns-override-client-update").orElse(false),
                ReplaceClientName.valueOf(
                        scope.text("ddns-replace-client-name")
                                .orElse("never")
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_')),
                name(scope, "ddns-generated-prefix", "myhost"),
                name(scope, "ddns-qualifying-suffix", ""),
                sanitizer(scope),
                scope.text("hostname-char-replacement").orElse(""));
    }

    /** Whatever is to be part of a domain name. */
    private String name(Scope scope, String key, String otherwise) {
        String text = scope.text(key).orElse(otherwise);
        try {
            DomainName.parse(text);
        } catch (IllegalArgumentException e) {
            problems.error(scope.at(key), String.valueOf(e.getMessage()));
        }
        return text;
    }

    private Optional<Pattern> sanitizer(Scope scope) {
        String set = scope.text("hostname-char-set").orElse(DdnsSettings.HOSTNAME_CHAR_SET);
        if (RegexSize.of(set) > RegexSize.MAX) {
            problems.error(
                    scope.at("hostname-char-set"),
                    "the regular expression becomes too large, simplify it");
            return Optional.empty();
        }
        try {
            return set.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(set));
        } catch (PatternSyntaxException e) {
            problems.error(
                    scope.at("hostname-char-set"),
                    "'"
                            + JsonToken.excerpt(set)
                            + "' is no regular expression: "
                            + e.getDescription());
            return Optional.empty();
        }
    }
}
