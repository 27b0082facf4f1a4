package io.tandem6.interop;

import io.tandem6.interop.peer.Software;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Both servers are ours. */
@Tag("full")
class TakeoverIT {
    @Test
    void clientsNoticeAPauseAtMost() {
        TakeoverScenario.run("TakeoverIT", Software.underTest(), Software.underTest());
    }
}
