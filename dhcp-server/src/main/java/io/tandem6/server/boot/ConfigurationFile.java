package io.tandem6.server.boot;

import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.ParseResult;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.runtime.ConfigurationText;
import java.nio.file.Path;

/**
 * A configuration on disk.
 *
 * @param file its name
 * @param options what is decided beside it
 */
record ConfigurationFile(Path file, Dhcp6ParserOptions options) {
    private static final TextResolver FILES = new ConfigurationText();

    /** Reads and checks it. A file that cannot be read is a {@link StartupException}. */
    ParseResult<ServerConfig> read() {
        return switch (FILES.read(file.toString())) {
            case TextResolver.Text text -> parse(file.toString(), text.text());
            case TextResolver.Unreadable unreadable ->
                    throw new StartupException(
                            "cannot read configuration file " + file + ": " + unreadable.reason());
        };
    }

    /** Checks a configuration that came over the control channel. */
    ParseResult<ServerConfig> parse(String source, String text) {
        return new Dhcp6Parser(FILES, options).parse(source, text);
    }
}
