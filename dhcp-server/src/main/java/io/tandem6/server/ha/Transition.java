package io.tandem6.server.ha;

import java.util.List;

/**
 * What an event leads to.
 *
 * @param state what is remembered from now on
 * @param actions what is to be done, in order
 */
public record Transition(HaState state, List<HaAction> actions) {
    /** Copies the list. */
    public Transition {
        actions = List.copyOf(actions);
    }
}
