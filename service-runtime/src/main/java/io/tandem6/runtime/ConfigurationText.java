package io.tandem6.runtime;

import io.tandem6.config.TextResolver;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads configuration files and the files that they name, in UTF-8. Like Kea it takes relative
 * names from the working directory.
 */
public final class ConfigurationText implements TextResolver {
    @Override
    public Result read(String path) {
        try {
            return new Text(Files.readString(Path.of(path)));
        } catch (NoSuchFileException e) {
            return new Unreadable("there is no such file");
        } catch (CharacterCodingException e) {
            return new Unreadable("it is not encoded in UTF-8");
        } catch (IOException | IllegalArgumentException e) {
            return new Unreadable(String.valueOf(e.getMessage()));
        }
    }
}
