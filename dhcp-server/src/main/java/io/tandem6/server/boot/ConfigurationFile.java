package io.tandem6.server.boot;

import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.ParseResult;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A configuration on disk.
 *
 * @param file its name
 * @param options what is decided beside it
 */
record ConfigurationFile(Path file, Dhcp6ParserOptions options) {
    /** Reads and checks it. A file that cannot be read is a {@link StartupException}. */
    ParseResult<ServerConfig> read() {
        return switch (readText(file.toString())) {
            case TextResolver.Text text -> parse(file.toString(), text.text());
            case TextResolver.Unreadable unreadable ->
                    throw new StartupException(
                            "cannot read configuration file " + file + ": " + unreadable.reason());
        };
    }

    /** Checks a configuration that came over the control channel. */
    ParseResult<ServerConfig> parse(String source, String text) {
        return new Dhcp6Parser(ConfigurationFile::readText, options).parse(source, text);
    }

    /** Kea takes relative names from the working directory. */
    private static TextResolver.Result readText(String path) {
        try {
            return new TextResolver.Text(Files.readString(Path.of(path), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return new TextResolver.Unreadable("there is no such file");
        } catch (CharacterCodingException e) {
            return new TextResolver.Unreadable("it is not encoded in UTF-8");
        } catch (IOException | IllegalArgumentException e) {
            return new TextResolver.Unreadable(String.valueOf(e.getMessage()));
        }
    }
}
