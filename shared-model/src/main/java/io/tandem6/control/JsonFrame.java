package io.tandem6.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the end of one JSON object or list in a stream of bytes by its structure alone, since
 * neither a length nor a newline nor the end of the stream marks it. Whether the value is correct
 * JSON is for its parser to say. Comments ({@code #}, {@code //} and {@code /* ... *}{@code /})
 * before the value are left out, inside it they become spaces, so that line and column of what
 * follows stay the same. What follows the value is not consumed.
 *
 * <p>Not thread-safe, and of use for one value.
 */
public final class JsonFrame {
    /** How far the value has come. */
    public sealed interface Progress {
        /** More bytes are needed. */
        record Incomplete() implements Progress {}

        /**
         * The value is there.
         *
         * @param value from its first bracket to its last, without comments
         */
        @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
        record Complete(byte[] value) implements Progress {}

        /**
         * Something other than an object, a list or a comment.
         *
         * @param reason what it is, in Kea's words
         */
        record Unexpected(String reason) implements Progress {}

        /**
         * The value does not end within the limit.
         *
         * @param limitBytes the limit
         */
        record TooLong(int limitBytes) implements Progress {}
    }

    private enum State {
        PLAIN,
        STRING,
        ESCAPE,
        SLASH,
        LINE_COMMENT,
        BLOCK_COMMENT,
        BLOCK_COMMENT_STAR
    }

    private static final int FIRST_BUFFER_BYTES = 1024;
    private static final Progress INCOMPLETE = new Progress.Incomplete();

    private final int limitBytes;
    private byte[] value = new byte[FIRST_BUFFER_BYTES];
    private int length;
    private int received;
    private int depth;
    private State state = State.PLAIN;

    /**
     * An empty frame.
     *
     * @param limitBytes most bytes it takes, comments and leading space included
     */
    public JsonFrame(int limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Bytes taken so far. */
    public int received() {
        return received;
    }

    /** Takes bytes up to the end of the value, or all of them. */
    public Progress accept(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (received == limitBytes) {
                return new Progress.TooLong(limitBytes);
            }
            byte next = bytes.get();
            received++;
            switch (state) {
                case PLAIN -> {
                    if (depth == 0 && !mayComeBefore(next)) {
                        return new Progress.Unexpected("invalid first character " + shown(next));
                    }
                    plain(next);
                    if (depth == 0 && length > 0) {
                        return new Progress.Complete(Arrays.copyOf(value, length));
                    }
                }
                case STRING -> string(next);
                case ESCAPE -> {
                    append(next);
                    state = State.STRING;
                }
                case SLASH -> {
                    if (next != '/' && next != '*') {
                        return new Progress.Unexpected("invalid characters /" + shown(next));
                    }
                    blank('/');
                    blank(next);
                    state = next == '/' ? State.LINE_COMMENT : State.BLOCK_COMMENT;
                }
                case LINE_COMMENT -> {
                    blank(next);
                    state = next == '\n' ? State.PLAIN : State.LINE_COMMENT;
                }
                case BLOCK_COMMENT -> {
                    blank(next);
                    state = next == '*' ? State.BLOCK_COMMENT_STAR : State.BLOCK_COMMENT;
                }
                case BLOCK_COMMENT_STAR -> {
                    blank(next);
                    state = afterStar(next);
                }
            }
        }
        return INCOMPLETE;
    }

    private static boolean mayComeBefore(byte next) {
        return switch (next) {
            case '{', '[', '#', '/', ' ', '\t', '\r', '\n' -> true;
            default -> false;
        };
    }

    private void plain(byte next) {
        switch (next) {
            case '#' -> {
                blank(next);
                state = State.LINE_COMMENT;
            }
            case '/' -> state = State.SLASH;
            case '"' -> {
                append(next);
                state = State.STRING;
            }
            case '{', '[' -> {
                append(next);
                depth++;
            }
            case '}', ']' -> {
                append(next);
                depth--;
            }
            default -> {
                if (depth > 0) {
                    append(next);
                }
            }
        }
    }

    private void string(byte next) {
        append(next);
        if (next == '"') {
            state = State.PLAIN;
        } else if (next == '\\') {
            state = State.ESCAPE;
        }
    }

    private static State afterStar(byte next) {
        return switch (next) {
            case '/' -> State.PLAIN;
            case '*' -> State.BLOCK_COMMENT_STAR;
            default -> State.BLOCK_COMMENT;
        };
    }

    /** A character of a comment; those of several octets count as several columns. */
    private void blank(int next) {
        if (depth > 0) {
            append(next == '\n' ? (byte) next : (byte) ' ');
        }
    }

    private void append(byte next) {
        if (length == value.length) {
            value = Arrays.copyOf(value, (int) Math.min(2L * length, limitBytes));
        }
        value[length++] = next;
    }

    private static String shown(byte character) {
        return character > 0x20 && character < 0x7f
                ? new String(new byte[] {character}, StandardCharsets.US_ASCII)
                : String.format("0x%02x", character);
    }
}
