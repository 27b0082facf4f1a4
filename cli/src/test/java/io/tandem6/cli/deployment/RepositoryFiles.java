package io.tandem6.cli.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that are deployed, where the repository has them. */
final class RepositoryFiles {
    private static final Path ROOT = root();

    private RepositoryFiles() {}

    /** A file or directory, named from the repository's root. */
    static Path path(String name) {
        return ROOT.resolve(name).normalize();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of {@code directory} in the order in which kubectl reads them. */
    static List<Path> list(String directory) {
        try (Stream<Path> files = Files.list(path(directory))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tests run in the module's directory, or in the repository's when an IDE starts them. */
    private static Path root() {
        Path start = Path.of("").toAbsolutePath();
        return Stream.iterate(start, directory -> directory != null, Path::getParent)
                .filter(directory -> Files.exists(directory.resolve("docker-compose.yml")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no repository around " + start));
    }
}
