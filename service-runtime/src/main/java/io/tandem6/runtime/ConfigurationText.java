package io.tandem6.runtime;

import io.tandem6.config.TextResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Reads configuration files and the files that they name, in UTF-8, at most {@link
 * TextResolver#LENGTH_MAX} octets of each. Like Kea it takes relative names from the working
 * directory. Devices, named pipes and sockets are refused, since reading one may never end; what
 * whoever starts the service hands over as an open file, such as {@code /dev/stdin}, is not.
 */
public final class ConfigurationText implements TextResolver {
    @Override
    public Result read(String path) {
        try {
            Path file = Path.of(path);
            Optional<String> refusal = refusal(file);
            return refusal.isPresent() ? new Unreadable(refusal.get()) : read(file);
        } catch (NoSuchFileException e) {
            return new Unreadable("there is no such file");
        } catch (AccessDeniedException e) {
            return new Unreadable("permission denied");
        } catch (CharacterCodingException e) {
            return new Unreadable("it is not encoded in UTF-8");
        } catch (InvalidPathException e) {
            return new Unreadable("this is no file name");
        } catch (FileSystemException e) {
            return new Unreadable(Optional.ofNullable(e.getReason()).orElse("it cannot be opened"));
        } catch (IOException e) {
            return new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> refusal(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            return Optional.of("it is a directory");
        }
        if (attributes.isOther() && !isHandedOver(file)) {
            return Optional.of("it is a device, pipe or socket and no file");
        }
        return Optional.empty();
    }

    private static boolean isHandedOver(Path file) {
        return file.equals(Path.of("/dev/stdin"))
                || file.startsWith("/dev/fd")
                || file.startsWith("/proc/self/fd");
    }

    private static Result read(Path file) throws IOException {
        byte[] octets;
        try (InputStream in = Files.newInputStream(file)) {
            octets = in.readNBytes(LENGTH_MAX + 1);
        }
        return octets.length > LENGTH_MAX
                ? new Unreadable("it is larger than " + (LENGTH_MAX >> 20) + " MiB")
                : new Text(
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(octets))
                                .toString());
    }
}
