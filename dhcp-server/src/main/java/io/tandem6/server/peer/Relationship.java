package io.tandem6.server.peer;

import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.Moment;

/** The side of the driver that its parts talk to. */
interface Relationship {
    /** What is remembered now. */
    HaState state();

    /** The time now, with which events are made. */
    Moment moment();

    /** Tells the state machine. */
    void handle(HaEvent event);
}
