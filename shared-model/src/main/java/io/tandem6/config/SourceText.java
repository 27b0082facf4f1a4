package io.tandem6.config;

/** A position moving through one text, counting lines and columns from 1. */
final class SourceText {
    /** What {@link #peek} returns at the end of the text. */
    static final int END = -1;

    private final String name;
    private final String text;
    private int position;
    private int line = 1;
    private int column = 1;

    SourceText(String name, String text) {
        this.name = name;
        this.text = text;
    }

    int peek() {
        return position < text.length() ? text.charAt(position) : END;
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix, position);
    }

    int next() {
        int c = peek();
        if (c == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
        position++;
        return c;
    }

    void skip(int count) {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    Location location() {
        return new Location(name, line, column);
    }
}
