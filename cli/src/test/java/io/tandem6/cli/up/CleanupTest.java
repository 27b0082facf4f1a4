package io.tandem6.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupTest {
    private final List<String> closed = new ArrayList<>();
    private final Cleanup cleanup = new Cleanup();

    @Test
    void closesInReverseOrderAndOnce() throws Exception {
        cleanup.own(() -> () -> closed.add("first"));
        cleanup.own(() -> () -> closed.add("second"));

        cleanup.close();
        cleanup.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void oneFailureDoesNotKeepTheOthersOpen() throws Exception {
        cleanup.own(() -> () -> closed.add("first"));
        cleanup.own(
                () ->
                        () -> {
                            throw new IOException("no");
                        });

        assertThatThrownBy(cleanup::close)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no");
        assertThat(closed).containsExactly("first");
    }

    @Test
    void nothingIsMadeAfterwards() throws Exception {
        cleanup.close();

        assertThatThrownBy(() -> cleanup.own(() -> () -> closed.add("late")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDirectoryGoesWithItsContentsUnlessItIsKept() throws Exception {
        WorkDirectory gone = WorkDirectory.create(false);
        WorkDirectory kept = WorkDirectory.create(true);
        for (WorkDirectory directory : List.of(gone, kept)) {
            Path deep = Files.createDirectories(directory.path().resolve("a/b"));
            Files.writeString(deep.resolve("file"), "text");
            directory.close();
        }

        assertThat(gone.path()).doesNotExist();
        assertThat(kept.path().resolve("a/b/file")).exists();
        new WorkDirectory(kept.path(), false).close();
    }
}
