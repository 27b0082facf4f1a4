package io.tandem6.interop.matrix;

import io.tandem6.interop.peer.Half;

/**
 * One thing that happens to a pair. Before it and after it both servers work normally and hold the
 * same leases; load runs from its beginning until both work normally again.
 */
interface Cell {
    /** What happens, for people. */
    String name();

    /** False if it cannot happen to such a pair. */
    default boolean fits(Pairing pairing) {
        return true;
    }

    /**
     * True if clients may give their leases back meanwhile. A server that synchronizes learns what
     * it lacks, but not what has been released since; cells in which one does are about other
     * things, but for {@link PartedReleases} and, in strict pairings, {@link Synchronization}.
     */
    default boolean allowsReleases(Pairing pairing) {
        return false;
    }

    /** Makes it happen and returns when nothing but waiting is left to do. */
    void play(Stage stage);

    /** Half a name: which server it is about. */
    static String of(Half half) {
        return switch (half) {
            case FIRST -> "first";
            case SECOND -> "second";
        };
    }
}
