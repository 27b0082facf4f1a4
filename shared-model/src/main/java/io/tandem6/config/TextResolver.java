package io.tandem6.config;

/**
 * Reads the files that a configuration names: {@code <?include?>} directives and password files.
 * The parsers themselves do no I/O.
 */
@FunctionalInterface
public interface TextResolver {
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
