package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of a partner that was away. */
class ResyncTest {
    private final Resync resync = new Resync();

    @Test
    void tellsOnceHowMuchWasToldSinceThePartnerWasThere() {
        resync.told();
        resync.begin(1_000_000_000L);
        resync.told();
        resync.told();

        assertThat(resync.end(1_250_000_000L)).contains(new Resync.Told(2, 250));
        resync.told();
        assertThat(resync.end(9_000_000_000L)).isEmpty();
    }

    @Test
    void aPartnerThatLackedNothingIsNoNews() {
        resync.begin(0);

        assertThat(resync.end(1)).isEmpty();
    }
}
