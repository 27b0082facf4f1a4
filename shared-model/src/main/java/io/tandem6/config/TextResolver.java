package io.tandem6.config;

/**
 * Reads the files that a configuration names: {@code <?include?>} directives and password files.
 * The parsers themselves do no I/O.
 */
@FunctionalInterface
public interface TextResolver {
    /**
     * Most octets of one file, and most characters of all included files together: ten times what
     * the largest configurations have, and as much as is parsed in a small heap.
     */
    int LENGTH_MAX = 32 << 20;

    /** Reads the whole file at {@code path}, which is as written in the configuration. */
    Result read(String path);

    /** Refuses every file: for configurations that arrive over a control channel. */
    TextResolver NONE = path -> new Unreadable("files cannot be named here");

    /** What became of reading a file. */
    sealed interface Result {}

    /**
     * The file was read.
     *
     * @param text all of it
     */
    record Text(String text) implements Result {}

    /**
     * The file could not be read.
     *
     * @param reason why, as part of a sentence
     */
    record Unreadable(String reason) implements Result {}
}
