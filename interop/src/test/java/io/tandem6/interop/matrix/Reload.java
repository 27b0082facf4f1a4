package io.tandem6.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.peer.Half;
import io.tandem6.interop.peer.Tandem6;

/**
 * A server reads its configuration again. A Kea starts over in {@code waiting}; Tandem6 has no
 * reason to leave its state, because nothing changed.
 *
 * @param half who reads
 */
record Reload(Half half) implements Cell {
    @Override
    public String name() {
        return "config-reload of " + Cell.of(half);
    }

    @Override
    public void play(Stage stage) {
        stage.awaitService();
        stage.command(half, "config-reload");
        if (stage.pairing().software(half) instanceof Tandem6) {
            assertThat(stage.agent(half).haState()).isEqualTo(stage.pairing().mode().keyword());
        }
        stage.awaitNormal();
    }
}
