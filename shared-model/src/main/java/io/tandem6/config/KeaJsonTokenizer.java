package io.tandem6.config;

import io.tandem6.config.JsonToken.Kind;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Splits Kea's JSON dialect into tokens: comments of three kinds are skipped, included files are
 * read in place of their directive.
 *
 * <p>Written by hand because no JSON library splices included text between tokens, keeps positions
 * in it, or tells of a superfluous comma that it has tolerated.
 */
final class KeaJsonTokenizer {
    private static final int INCLUDE_DEPTH_MAX = 10;

    /** Keeps files that include each other several times from growing without bound. */
    private static final int INCLUDES_MAX = 1000;

    private final Deque<SourceText> sources = new ArrayDeque<>();
    private final TextResolver resolver;
    private int includes;
    private long includedLength;

    KeaJsonTokenizer(String sourceName, String text, TextResolver resolver) {
        // A byte order mark is what some editors put before UTF-8 text; it says nothing.
        String content = text.startsWith("\ufeff") ? text.substring(1) : text;
        sources.push(new SourceText(sourceName, content));
        this.resolver = resolver;
    }

    JsonToken next() throws SyntaxException {
        skipToToken();
        SourceText source = sources.element();
        Location location = source.location();
        int c = source.peek();
        return switch (c) {
            case SourceText.END -> new JsonToken(Kind.END, location, "");
            case '{' -> single(Kind.LEFT_BRACE);
            case '}' -> single(Kind.RIGHT_BRACE);
            case '[' -> single(Kind.LEFT_BRACKET);
            case ']' -> single(Kind.RIGHT_BRACKET);
            case ',' -> single(Kind.COMMA);
            case ':' -> single(Kind.COLON);
            case '"' -> string();
            default -> {
                if (c == '-' || c == '.' || isDigit(c)) {
                    yield number();
                }
                if (isLetter(c)) {
                    yield word();
                }
                throw new SyntaxException(location, "found " + describe(c) + ", expected JSON");
            }
        };
    }

    private JsonToken single(Kind kind) {
        SourceText source = sources.element();
        Location location = source.location();
        return new JsonToken(kind, location, Character.toString(source.next()));
    }

    private void skipToToken() throws SyntaxException {
        while (true) {
            SourceText source = sources.element();
            int c = source.peek();
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                source.next();
            } else if (c == '#' || source.startsWith("//")) {
                while (source.peek() != '\n' && source.peek() != SourceText.END) {
                    source.next();
                }
            } else if (source.startsWith("/*")) {
                skipBlockComment(source);
            } else if (source.startsWith("<?")) {
                include(source);
            } else if (c == SourceText.END && sources.size() > 1) {
                sources.pop();
            } else {
                return;
            }
        }
    }

    private static void skipBlockComment(SourceText source) throws SyntaxException {
        Location start = source.location();
        source.skip(2);
        while (!source.startsWith("*/")) {
            if (source.next() == SourceText.END) {
                throw new SyntaxException(start, "the comment that starts here is not closed");
            }
        }
        source.skip(2);
    }

    private void include(SourceText source) throws SyntaxException {
        Location start = source.location();
        source.skip(2);
        if (!source.startsWith("include")) {
            throw new SyntaxException(start, "found '<?', expected <?include \"file\"?>");
        }
        source.skip("include".length());
        skipBlanks(source);
        if (source.peek() != '"') {
            throw new SyntaxException(
                    source.location(),
                    "found " + describe(source.peek()) + ", expected a file name in quotes");
        }
        String path = string().text();
        skipBlanks(source);
        if (!source.startsWith("?>")) {
            throw new SyntaxException(
                    source.location(), "found " + describe(source.peek()) + ", expected '?>'");
        }
        source.skip(2);
        if (sources.size() > INCLUDE_DEPTH_MAX) {
            throw new SyntaxException(
                    start,
                    "files include each other more than " + INCLUDE_DEPTH_MAX + " levels deep");
        }
        if (++includes > INCLUDES_MAX) {
            throw new SyntaxException(start, "more than " + INCLUDES_MAX + " files are included");
        }
        switch (resolver.read(path)) {
            case TextResolver.Text(String text) -> {
                includedLength += text.length();
                if (includedLength > TextResolver.LENGTH_MAX) {
                    throw new SyntaxException(
                            start,
                            "the included files have more than %d characters together"
                                    .formatted(TextResolver.LENGTH_MAX));
                }
                sources.push(new SourceText(path, text));
            }
            case TextResolver.Unreadable(String reason) ->
                    throw new SyntaxException(
                            start, "cannot include '" + JsonToken.excerpt(path) + "': " + reason);
        }
    }

    private static void skipBlanks(SourceText source) {
        while (source.peek() == ' ' || source.peek() == '\t') {
            source.next();
        }
    }

    private JsonToken string() throws SyntaxException {
        SourceText source = sources.element();
        Location start = source.location();
        source.next();
        StringBuilder value = new StringBuilder();
        while (true) {
            Location at = source.location();
            int c = source.next();
            if (c == '"') {
                return new JsonToken(Kind.STRING, start, value.toString());
            }
            if (c == SourceText.END || c == '\n') {
                throw new SyntaxException(start, "the string that starts here is not closed");
            }
            if (c < ' ') {
                throw new SyntaxException(
                        at, "found " + describe(c) + " in a string, write it as an escape");
            }
            value.append(c == '\\' ? escaped(source, at) : (char) c);
        }
    }

    private static char escaped(SourceText source, Location at) throws SyntaxException {
        int c = source.next();
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(source, at);
            default ->
                    throw new SyntaxException(
                            at, "found '\\' and " + describe(c) + ", which is no JSON escape");
        };
    }

    /** Kea reads {@code \}{@code u} up to 00ff; NUL would end file names in C and is refused. */
    private static char unicode(SourceText source, Location at) throws SyntaxException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int c = source.next();
            int digit = c > 0 && c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw new SyntaxException(at, "expected four hexadecimal digits after \\u");
            }
            value = value << 4 | digit;
        }
        if (value == 0 || value > 0xff) {
            throw new SyntaxException(
                    at, "only \\u0001 to \\u00ff are supported, write the character itself");
        }
        return (char) value;
    }

    private JsonToken number() {
        SourceText source = sources.element();
        Location start = source.location();
        StringBuilder text = new StringBuilder();
        for (int c = source.peek();
                isDigit(c) || isLetter(c) || c == '.' || c == '-' || c == '+';
                c = source.peek()) {
            text.append((char) source.next());
        }
        String digits = text.toString();
        if (digits.matches("-?[0-9]+")) {
            return new JsonToken(Kind.INTEGER, start, digits);
        }
        if (digits.matches("-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?")) {
            return new JsonToken(Kind.REAL, start, digits);
        }
        return new JsonToken(Kind.NO_NUMBER, start, digits);
    }

    private JsonToken word() throws SyntaxException {
        SourceText source = sources.element();
        Location start = source.location();
        StringBuilder text = new StringBuilder();
        while (isLetter(source.peek()) || isDigit(source.peek()) || source.peek() == '-') {
            text.append((char) source.next());
        }
        String word = text.toString();
        for (Kind kind : new Kind[] {Kind.TRUE, Kind.FALSE, Kind.NULL}) {
            if (kind.toString().equals(word)) {
                return new JsonToken(kind, start, word);
            }
            if (kind.toString().equalsIgnoreCase(word)) {
                throw new SyntaxException(
                        start, "found '" + word + "', expected " + kind + " in lower case");
            }
        }
        throw new SyntaxException(
                start,
                "found '"
                        + JsonToken.excerpt(word)
                        + "', expected a JSON value (text must stand in double quotes)");
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static String describe(int c) {
        if (c == SourceText.END) {
            return "the end of the file";
        }
        return c < ' ' || c == 0x7f
                ? String.format("character 0x%02x", c)
                : "'" + Character.toString(c) + "'";
    }
}
