package io.tandem6.interop;

import io.tandem6.interop.peer.Kea;
import io.tandem6.interop.peer.Tandem6;
import org.junit.jupiter.api.Test;

/** Our primary with a Kea as its standby. */
class KeaStandbyIT {
    @Test
    void aKeaStandsByOurPrimary() {
        PartnershipScenario.run("KeaStandbyIT", new Tandem6(), new Kea());
    }
}
