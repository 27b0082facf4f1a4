package io.tandem6.server.continuity;

import java.util.Optional;
import java.util.function.Consumer;

/** Where a server keeps its {@link Memory}; the leases are elsewhere. */
public interface ContinuityFile {
    /** Nothing is kept, and there is no continuity. */
    ContinuityFile NONE =
            new ContinuityFile() {
                @Override
                public boolean isKept() {
                    return false;
                }

                @Override
                public Optional<String> load() {
                    return Optional.empty();
                }

                @Override
                public void store(String content, Consumer<Boolean> done) {
                    done.accept(false);
                }
            };

    /** False if nothing survives the end of the process. */
    default boolean isKept() {
        return true;
    }

    /** What was stored last; empty if nothing was. */
    Optional<String> load();

    /**
     * Replaces what is stored, as a whole or not at all. Returns at once; {@code done} hears, on
     * any thread, whether it survives a crash from here on. Contents become durable in the order in
     * which they are handed in.
     */
    void store(String content, Consumer<Boolean> done);
}
