package io.tandem6.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The texts of {@code help} and {@code --help}. They are files, so that the script can show them
 * before anything is built.
 */
public final class HelpText {
    private HelpText() {}

    /**
     * The text about {@code topic}: a subcommand, or {@code tandem6} for all.
     *
     * @throws IllegalArgumentException if there is no such topic
     */
    public static String of(String topic) {
        try (InputStream in =
                HelpText.class.getResourceAsStream("/io/tandem6/cli/help/" + topic + ".txt")) {
            if (in == null) {
                throw new IllegalArgumentException("no help about " + topic);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
