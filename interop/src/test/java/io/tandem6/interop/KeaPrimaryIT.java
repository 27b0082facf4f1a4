package io.tandem6.interop;

import io.tandem6.interop.peer.Kea;
import io.tandem6.interop.peer.Tandem6;
import org.junit.jupiter.api.Test;

/** A Kea as primary with our standby. */
class KeaPrimaryIT {
    @Test
    void weStandByAKea() {
        PartnershipScenario.run("KeaPrimaryIT", new Kea(), new Tandem6());
    }
}
