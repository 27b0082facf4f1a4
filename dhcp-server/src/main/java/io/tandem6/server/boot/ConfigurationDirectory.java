package io.tandem6.server.boot;

import io.tandem6.config.ConfigKind;
import io.tandem6.config.TextResolver;
import io.tandem6.runtime.ConfigurationText;
import io.tandem6.server.admin.Configurations.WriteOutcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where configurations may be written: beside the file that the server was started with, as newer
 * Keas have it, so that nobody who reaches the control channel can write elsewhere. What is there
 * and is no configuration stays: leases, sockets, the server's DUID or passwords may be kept in the
 * same directory.
 *
 * @param startedWith the file that the server was started with
 */
record ConfigurationDirectory(Path startedWith) {
    private static final TextResolver FILES = new ConfigurationText();

    /** A configuration may hold passwords. */
    private static final Set<PosixFilePermission> NEW_FILE_PERMISSIONS =
            PosixFilePermissions.fromString("rw-r-----");

    /**
     * Writes a file that is either the old one or the new one, whatever happens, and returns when
     * it is on disk.
     *
     * @param name the file's name, relative to the directory; without one the file that the server
     *     was started with
     */
    WriteOutcome write(Optional<String> name, String text) {
        String shown = name.orElseGet(startedWith::toString);
        Path file;
        try {
            file = name.isPresent() ? named(name.get()) : startedWith.toRealPath();
        } catch (NoSuchFileException e) {
            file = startedWith.toAbsolutePath(); // It was removed meanwhile, and is made again.
        } catch (IOException | IllegalArgumentException e) {
            return new WriteOutcome.Failed(
                    "not allowed to write config into " + shown + ": " + e.getMessage());
        }
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        try {
            replace(file, octets);
        } catch (IOException e) {
            return new WriteOutcome.Failed(
                    "Error during config-write: Unable to open file "
                            + shown
                            + " for writing: "
                            + reason(e));
        }
        return new WriteOutcome.Written(name.isPresent() ? file.toString() : shown, octets.length);
    }

    private Path named(String name) throws IOException {
        Path directory = Objects.requireNonNull(startedWith.toAbsolutePath().getParent());
        Path file = directory.resolve(name).normalize();
        Path parent = file.getParent();
        boolean isBeside =
                parent != null
                        && Files.isDirectory(parent)
                        && Files.isSameFile(parent, directory)
                        && !Files.isDirectory(file);
        if (!isBeside) {
            throw new IllegalArgumentException("it must be a file in " + directory);
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !(Files.exists(startedWith) && Files.isSameFile(file, startedWith))
                && !isConfiguration(file)) {
            throw new IllegalArgumentException(
                    "it is there and no Dhcp6 configuration that a new one could replace; remove"
                            + " it, or choose another name");
        }
        return file;
    }

    private static boolean isConfiguration(Path file) {
        String name = file.toString();
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && FILES.read(name) instanceof TextResolver.Text read
                && ConfigKind.of(name, read.text(), TextResolver.NONE) == ConfigKind.DHCP6;
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no directory for " + missing.getFile();
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case FileSystemException failed when failed.getReason() != null -> failed.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static void replace(Path file, byte[] octets) throws IOException {
        Path directory = Objects.requireNonNull(file.getParent());
        Path temporary = Files.createTempFile(directory, file.getFileName() + ".", ".tmp");
        try {
            Files.setPosixFilePermissions(temporary, permissions(file));
            try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(octets);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                out.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        try (FileChannel synced = FileChannel.open(directory)) {
            synced.force(true);
        }
    }

    private static Set<PosixFilePermission> permissions(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Files.getPosixFilePermissions(file)
                : NEW_FILE_PERMISSIONS;
    }
}
