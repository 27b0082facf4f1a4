package io.tandem6.server.peer;

import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.Moment;
import java.time.Duration;
import java.util.function.Consumer;

/** The side of the driver that its parts talk to. */
interface Relationship {
    /** What is remembered now. */
    HaState state();

    /** True if it has ended; its state then says nothing of the server any more. */
    boolean isStopped();

    /** The time now, with which events are made. */
    Moment moment();

    /** Asks the partner how it is, outside the pace that the state machine sets. */
    void askPartner(Duration timeout, Consumer<PeerResult> answered);

    /** Tells the state machine. */
    void handle(HaEvent event);
}
