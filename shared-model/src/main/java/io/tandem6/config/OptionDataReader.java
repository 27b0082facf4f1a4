package io.tandem6.config;

import io.tandem6.config.JsonValue.JsonString;
import io.tandem6.wire.Octets;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a list {@code option-data}: encodes each option and puts sub-options into their parent. */
final class OptionDataReader {
    private static final String VENDOR_SPACE = OptionData.VENDOR_SPACE_PREFIX + "[0-9]{1,10}";

    private final OptionDefinitions definitions;
    private final Problems problems;

    OptionDataReader(OptionDefinitions definitions, Problems problems) {
        this.definitions = definitions;
        this.problems = problems;
    }

    /** An option of the list before sub-options are appended to it. */
    private record Entry(OptionData data, Optional<String> encapsulates, Location location) {}

    /** What counts once in a list; options for different classes stand beside each other. */
    private record Slot(String space, int code, Set<String> classes) {
        static Slot of(OptionData data) {
            return new Slot(data.space(), data.code(), Set.copyOf(data.clientClasses()));
        }
    }

    /** Options of the spaces that clients see: {@code dhcp6} and those of vendors. */
    List<OptionData> read(List<Section> list) {
        Map<Slot, Entry> entries = new LinkedHashMap<>();
        for (Section section : list) {
            entry(section).ifPresent(e -> entries.putIfAbsent(Slot.of(e.data), e));
        }
        reportOrphans(entries.values());
        List<OptionData> options = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (isTopLevel(entry.data.space())) {
                options.add(withSubOptions(entry, entries.values()));
            }
        }
        return options;
    }

    /**
     * Joins lists, most specific first: of options with the same code and for the same classes only
     * the first stays.
     */
    @SafeVarargs
    static List<OptionData> merge(List<OptionData>... mostSpecificFirst) {
        Map<Slot, OptionData> merged = new LinkedHashMap<>();
        for (List<OptionData> level : mostSpecificFirst) {
            level.forEach(o -> merged.putIfAbsent(Slot.of(o), o));
        }
        return List.copyOf(merged.values());
    }

    private static boolean isTopLevel(String space) {
        return space.equals(OptionData.DHCP6_SPACE) || space.matches(VENDOR_SPACE);
    }

    private void reportOrphans(Iterable<Entry> entries) {
        Set<String> encapsulated = new HashSet<>();
        entries.forEach(e -> e.encapsulates.ifPresent(encapsulated::add));
        for (Entry entry : entries) {
            String space = entry.data.space();
            if (!isTopLevel(space) && !encapsulated.contains(space)) {
                problems.warning(
                        entry.location,
                        "the option has no effect: no option of this list encapsulates its space '"
                                + JsonToken.excerpt(space)
                                + "'");
            }
        }
    }

    private OptionData withSubOptions(Entry entry, Iterable<Entry> all) {
        OptionData data = entry.data;
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.writeBytes(data.payload().toArray());
        appendSubOptions(entry, all, payload, new HashSet<>());
        if (payload.size() > OptionEncoder.PAYLOAD_LENGTH_MAX) {
            problems.error(
                    entry.location,
                    "the option with its sub-options has "
                            + payload.size()
                            + " octets, 65535 at most fit");
            return data;
        }
        return new OptionData(
                data.code(),
                data.space(),
                Octets.of(payload.toByteArray()),
                data.alwaysSend(),
                data.neverSend(),
                data.clientClasses());
    }

    /**
     * {@code open} holds the spaces being written, as spaces may encapsulate each other. Stops when
     * the payload is too long anyway, so that nested spaces cannot grow without bound.
     */
    private void appendSubOptions(
            Entry parent, Iterable<Entry> all, ByteArrayOutputStream payload, Set<String> open) {
        String space = parent.encapsulates.orElse(OptionData.DHCP6_SPACE);
        if (isTopLevel(space) || !open.add(space)) {
            return;
        }
        for (Entry child : all) {
            if (payload.size() <= OptionEncoder.PAYLOAD_LENGTH_MAX
                    && child.data.space().equals(space)
                    && !child.data.neverSend()) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                content.writeBytes(child.data.payload().toArray());
                appendSubOptions(child, all, content, open);
                writeUint16(payload, child.data.code());
                writeUint16(payload, content.size());
                payload.writeBytes(content.toByteArray());
            }
        }
        open.remove(space);
    }

    private static void writeUint16(ByteArrayOutputStream target, int value) {
        target.write(value >> 8);
        target.write(value);
    }

    private Optional<Entry> entry(Section section) {
        String space = section.filledText("space").orElse(OptionData.DHCP6_SPACE);
        if (space.equals("dhcp4")) {
            problems.error(section.at("space"), "the space 'dhcp4' belongs to a DHCPv4 server");
            return Optional.empty();
        }
        List<String> classes =
                section.texts("client-classes").stream().map(JsonString::value).toList();
        if (!classes.isEmpty() && !isTopLevel(space)) {
            problems.warning(
                    section.at("client-classes"),
                    "the sub-option is left out: put 'client-classes' on the option that holds it");
            return Optional.empty();
        }
        Optional<Long> code = section.number("code");
        Optional<String> name = section.filledText("name");
        if (code.isEmpty() && name.isEmpty()) {
            problems.error(section.at("name"), "an option cannot be called ''");
            return Optional.empty();
        }
        Optional<OptionDefinition> definition =
                code.isPresent()
                        ? definitions.byCode(space, Math.toIntExact(code.get()))
                        : definitions.byName(space, name.orElseThrow());
        if (definition.isPresent()
                && name.isPresent()
                && !name.get().equals(definition.get().name())) {
            problems.error(
                    section.at("name"),
                    "option "
                            + definition.get().code()
                            + " is called '"
                            + definition.get().name()
                            + "', not '"
                            + JsonToken.excerpt(name.get())
                            + "'");
            return Optional.empty();
        }
        boolean fields = section.flag("csv-format", true);
        if (definition.isEmpty() && (fields || code.isEmpty())) {
            reportUndefined(section, space, name);
            return Optional.empty();
        }
        return encode(section, definition, fields)
                .map(
                        payload ->
                                new Entry(
                                        new OptionData(
                                                definition
                                                        .map(OptionDefinition::code)
                                                        .orElseGet(
                                                                () -> section.integer("code", 0)),
                                                space,
                                                payload,
                                                section.flag("always-send", false),
                                                section.flag("never-send", false),
                                                classes),
                                        definition.flatMap(OptionDefinition::encapsulates),
                                        section.location()));
    }

    private void reportUndefined(Section section, String space, Optional<String> name) {
        problems.error(
                section.at(name.isPresent() ? "name" : "code"),
                name.map(n -> "option '" + JsonToken.excerpt(n) + "'")
                                .orElseGet(() -> "option " + section.number("code", 0))
                        + " is not defined in space '"
                        + JsonToken.excerpt(space)
                        + "'"
                        + name.flatMap(n -> Spelling.nearest(n, definitions.names(space)))
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse(
                                        ": define it in 'option-def', or give its 'code', set"
                                                + " 'csv-format' to false and write 'data' in"
                                                + " hexadecimal"));
    }

    private Optional<Octets> encode(
            Section section, Optional<OptionDefinition> definition, boolean fields) {
        String data = section.text("data").orElse("");
        try {
            OptionEncoder.Encoded encoded =
                    fields
                            ? OptionEncoder.encodeFields(definition.orElseThrow(), data)
                            : OptionEncoder.encodeHex(data);
            encoded.remark().ifPresent(remark -> problems.warning(section.at("data"), remark));
            return Optional.of(encoded.payload());
        } catch (BadDataException e) {
            problems.error(
                    section.at("data"),
                    "data of option "
                            + definition
                                    .map(d -> "'" + d.name() + "'")
                                    .orElseGet(() -> Long.toString(section.number("code", 0)))
                            + ": "
                            + e.text());
            return Optional.empty();
        }
    }
}
