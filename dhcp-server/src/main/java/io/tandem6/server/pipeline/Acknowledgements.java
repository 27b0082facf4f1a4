package io.tandem6.server.pipeline;

/** Waits until every server that must know of lease changes has said whether it does. */
public final class Acknowledgements {
    private final Replicator.Replicated done;
    private int missing;
    private boolean all = true;

    /**
     * Waits for nobody yet to have answered.
     *
     * @param servers that are going to be asked, 0 or more
     * @param done hears, once all have answered and {@link #begin} was called, whether all know
     */
    public Acknowledgements(int servers, Replicator.Replicated done) {
        this.missing = servers + 1;
        this.done = done;
    }

    /** All have been asked; some may have answered already. */
    public void begin() {
        add(true);
    }

    /** One of them has answered. */
    public void add(boolean acknowledged) {
        all &= acknowledged;
        missing--;
        if (missing == 0) {
            done.completed(all);
        }
    }
}
