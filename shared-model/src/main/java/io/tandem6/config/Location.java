package io.tandem6.config;

/**
 * Where something stands in a configuration.
 *
 * @param source file name, or {@code <wire>} for a command's argument
 * @param line from 1
 * @param column from 1
 */
public record Location(String source, int line, int column) {
    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
