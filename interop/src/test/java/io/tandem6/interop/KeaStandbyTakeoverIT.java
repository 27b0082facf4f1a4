package io.tandem6.interop;

import io.tandem6.interop.peer.Kea;
import io.tandem6.interop.peer.Tandem6;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Kea takes over from our primary and gives back. */
@Tag("full")
class KeaStandbyTakeoverIT {
    @Test
    void clientsNoticeAPauseAtMost() {
        TakeoverScenario.run("KeaStandbyTakeoverIT", new Tandem6(), new Kea());
    }
}
