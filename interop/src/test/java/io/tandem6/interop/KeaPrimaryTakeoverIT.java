package io.tandem6.interop;

import io.tandem6.interop.peer.Kea;
import io.tandem6.interop.peer.Tandem6;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** We take over from a Kea and give back. */
@Tag("full")
class KeaPrimaryTakeoverIT {
    @Test
    void clientsNoticeAPauseAtMost() {
        TakeoverScenario.run("KeaPrimaryTakeoverIT", new Kea(), new Tandem6());
    }
}
