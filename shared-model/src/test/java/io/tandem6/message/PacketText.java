package io.tandem6.message;

import io.tandem6.option.Option;
import io.tandem6.option.Options;
import java.lang.reflect.RecordComponent;
import java.util.List;

/** A message as indented text: a line for each message and option, and each of its fields. */
final class PacketText {
    private final StringBuilder text = new StringBuilder();

    private PacketText() {}

    static String of(Packet packet) {
        PacketText text = new PacketText();
        text.append((Record) packet, 0);
        return text.text.toString();
    }

    private void append(Record record, int depth) {
        text.append("  ".repeat(depth)).append(record.getClass().getSimpleName());
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (!isNested(component)) {
                text.append(' ').append(component.getName()).append('=');
                text.append(value(record, component));
            }
        }
        text.append('\n');
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            switch (value(record, component)) {
                case Packet inner -> append((Record) inner, depth + 1);
                case Options options -> append(options.list(), depth + 1);
                default -> {}
            }
        }
    }

    private void append(List<Option> options, int depth) {
        options.forEach(option -> append((Record) option, depth));
    }

    private static boolean isNested(RecordComponent component) {
        return component.getType() == Packet.class || component.getType() == Options.class;
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
