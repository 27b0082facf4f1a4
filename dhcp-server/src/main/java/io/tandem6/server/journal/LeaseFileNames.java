package io.tandem6.server.journal;

import java.nio.file.Path;

/**
 * The files around one lease file. The names up to {@link #cleanupPid} are Kea's.
 *
 * @param live the journal that grows
 */
record LeaseFileNames(Path live) {
    LeaseFileNames {
        live = live.toAbsolutePath();
    }

    /** The journal that was live before, input of the running clean-up. */
    Path input() {
        return with(".1");
    }

    /** The result of the last clean-up. */
    Path previous() {
        return with(".2");
    }

    /** The result of a clean-up that still writes; worth nothing after a crash. */
    Path output() {
        return with(".output");
    }

    /** The result of a finished clean-up that was not renamed yet; replaces input and previous. */
    Path completed() {
        return with(".completed");
    }

    /** Process id of Kea's clean-up program. */
    Path cleanupPid() {
        return with(".pid");
    }

    /** Keeps a second server away. */
    Path lock() {
        return with(".lock");
    }

    /** How often the store was opened. */
    Path incarnation() {
        return with(".incarnation");
    }

    /** Rows that could not be read. */
    Path damaged() {
        return with(".bad");
    }

    /**
     * What somebody else put in the place of the lease file.
     *
     * @param number 1 or more, for the first name that is free
     */
    Path replaced(int number) {
        return with(number == 1 ? ".replaced" : ".replaced." + number);
    }

    Path directory() {
        Path parent = live.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(live + " is a directory, not a lease file");
        }
        return parent;
    }

    Path with(String suffix) {
        return live.resolveSibling(live.getFileName() + suffix);
    }
}
