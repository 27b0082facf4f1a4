package io.tandem6.interop.matrix;

import io.tandem6.interop.peer.Half;

/** Nothing happens but clients that come, renew and go, as many as {@code replies} say. */
record Quiet(int replies) implements Cell {
    @Override
    public String name() {
        return "grants, renewals, releases";
    }

    @Override
    public boolean allowsReleases(Pairing pairing) {
        return true;
    }

    @Override
    public void play(Stage stage) {
        switch (stage.pairing().mode()) {
            case HOT_STANDBY -> stage.awaitService(Half.FIRST, replies);
            case LOAD_BALANCING -> {
                stage.awaitService(Half.FIRST, replies / 3);
                stage.awaitService(Half.SECOND, replies / 3);
            }
        }
    }
}
