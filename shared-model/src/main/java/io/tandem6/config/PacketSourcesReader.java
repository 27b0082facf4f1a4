package io.tandem6.config;

import io.tandem6.config.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads which parts of a packet are believed: {@code mac-sources}, {@code relay-supplied-options}.
 */
final class PacketSourcesReader {
    private static final int CODE_MAX = 65535;

    private final Section global;
    private final Problems problems;

    PacketSourcesReader(Section global, Problems problems) {
        this.global = global;
        this.problems = problems;
    }

    /** In the order in which they are tried. */
    List<MacSource> macSources() {
        if (!global.has("mac-sources")) {
            return List.of(MacSource.ANY);
        }
        List<MacSource> sources = new ArrayList<>();
        for (JsonString text : global.texts("mac-sources")) {
            Optional<MacSource> source = MacSource.of(text.value());
            if (source.isEmpty()) {
                problems.error(
                        text.location(),
                        "'"
                                + JsonToken.excerpt(text.value())
                                + "' is no source of link-layer addresses"
                                + Spelling.nearest(text.value(), MacSource.keywords())
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse(
                                                ": use some of "
                                                        + String.join(", ", MacSource.keywords())));
            } else if (sources.contains(source.get())) {
                problems.error(
                        text.location(),
                        "the source '" + text.value() + "' is given twice, remove one");
            } else {
                sources.add(source.get());
            }
        }
        if (sources.isEmpty() && global.texts("mac-sources").isEmpty()) {
            problems.error(
                    global.at("mac-sources"),
                    "'mac-sources' must name a source: use [ \"any\" ], or leave it out");
        }
        return sources;
    }

    /** Codes of the options that a relay agent may add to an answer (RFC 6422). */
    Set<Integer> relaySuppliedOptions(OptionDefinitions definitions) {
        Set<Integer> codes = new TreeSet<>();
        if (!global.has("relay-supplied-options")) {
            codes.add(ServerConfig.DEFAULT_RELAY_SUPPLIED_OPTION);
        }
        for (JsonString text : global.texts("relay-supplied-options")) {
            String word = text.value().strip();
            Optional<Integer> code =
                    word.matches("[0-9]{1,9}")
                            ? Optional.of(Integer.parseInt(word))
                            : definitions
                                    .byName(OptionData.DHCP6_SPACE, word)
                                    .map(OptionDefinition::code);
            if (code.isPresent() && code.get() >= 1 && code.get() <= CODE_MAX) {
                codes.add(code.get());
            } else {
                problems.error(
                        text.location(),
                        "'"
                                + JsonToken.excerpt(word)
                                + "' is no option: use a code from 1 to 65535, or the name of an"
                                + " option of space 'dhcp6'"
                                + Spelling.nearest(word, definitions.names(OptionData.DHCP6_SPACE))
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse(""));
            }
        }
        return codes;
    }
}
