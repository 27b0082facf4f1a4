package io.tandem6.interop;

import io.tandem6.interop.peer.Kea;
import org.junit.jupiter.api.Test;

/** Two Keas, as a measure: if this fails, the lab or the machine is at fault. */
class KeaPairIT {
    @Test
    void twoKeas() {
        PartnershipScenario.run("KeaPairIT", new Kea(), new Kea());
    }
}
