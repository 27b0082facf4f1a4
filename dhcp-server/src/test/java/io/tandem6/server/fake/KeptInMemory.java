package io.tandem6.server.fake;

import io.tandem6.server.continuity.ContinuityFile;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A continuity file that is gone with the server. */
public final class KeptInMemory implements ContinuityFile {
    private @Nullable String kept;

    @Override
    public Optional<String> load() {
        return Optional.ofNullable(kept);
    }

    @Override
    public void store(String content, Consumer<Boolean> done) {
        kept = content;
        done.accept(true);
    }
}
