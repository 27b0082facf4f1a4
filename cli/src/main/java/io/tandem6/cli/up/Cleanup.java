package io.tandem6.cli.up;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What must be gone when the command ends, however it ends: normally, by a failure, or by a signal
 * while the main thread is in the middle of making one more. Closed in reverse order.
 */
final class Cleanup implements AutoCloseable {
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private boolean closed;

    /**
     * Makes something and owns it. A signal that comes meanwhile waits, so that nothing can exist
     * without being owned.
     *
     * @throws IllegalStateException if everything has been closed already
     */
    synchronized <T extends AutoCloseable> T own(Callable<T> maker) throws Exception {
        if (closed) {
            throw new IllegalStateException("the command is ending");
        }
        T made = maker.call();
        owned.push(made);
        return made;
    }

    /**
     * Closes everything, once.
     *
     * @throws IOException if something could not be closed; everything else was
     */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        List<String> failures = new ArrayList<>();
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (Exception e) {
                failures.add(e.toString());
            }
        }
        if (!failures.isEmpty()) {
            throw new IOException("not everything could be cleaned up: " + failures);
        }
    }
}
