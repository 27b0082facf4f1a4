package io.tandem6.interop.matrix;

import io.tandem6.interop.peer.Half;

/**
 * Both servers start, one after the other, the later one when the earlier one answers.
 *
 * @param earlier who starts first
 */
record StartUp(Half earlier) implements Cell {
    @Override
    public String name() {
        return "start, " + Cell.of(earlier) + " before " + Cell.of(earlier.other());
    }

    @Override
    public void play(Stage stage) {
        for (Half half : Half.values()) {
            stage.peer(half).stop();
        }
        stage.peer(earlier).start();
        stage.peer(earlier.other()).start();
        stage.awaitNormal();
    }
}
