package io.tandem6.cli.up;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The directory with all files of a pair.
 *
 * @param path of the directory
 * @param keep true if it stays behind
 */
record WorkDirectory(Path path, boolean keep) implements AutoCloseable {
    /** Makes one that only this user can read. */
    static WorkDirectory create(boolean keep) throws IOException {
        return new WorkDirectory(Files.createTempDirectory("tandem6-"), keep);
    }

    @Override
    public void close() throws IOException {
        if (!keep) {
            Files.walkFileTree(path, new Deletion());
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            // Servers that are stopping remove files of their own meanwhile.
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
                throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
