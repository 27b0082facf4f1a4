package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaMachine;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.Moment;
import io.tandem6.server.ha.Transition;
import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Drives the state machine of one relationship: keeps the state in force, moves it on with each
 * event until the relationship ends, and has each step carried out. Event loop only.
 */
final class HaDriver implements Relationship {
    private final EventLoop loop;
    private final Contact.Question partner;
    private final Enactment enactment;
    private HaState state;
    private boolean stopped;

    /** Carries out what the state machine has decided. */
    @FunctionalInterface
    interface Enactment {
        /**
         * Is told when {@code transition} is in force already. What it does may be an event in
         * turn, and the state in force a later one than the transition's when it goes on.
         */
        void carryOut(HaState before, HaEvent event, Transition transition);
    }

    /**
     * Begins with a server that has not started.
     *
     * @param partner asks the partner how it is
     */
    HaDriver(HaSettings settings, EventLoop loop, Contact.Question partner, Enactment enactment) {
        this.loop = loop;
        this.partner = partner;
        this.enactment = enactment;
        this.state = HaState.initial(settings, moment());
    }

    /** No event moves it any more. */
    void stop() {
        stopped = true;
    }

    @Override
    public HaState state() {
        return state;
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public Moment moment() {
        return new Moment(loop.nanoTime() / 1_000_000, loop.now());
    }

    @Override
    public void askPartner(Duration timeout, Consumer<PeerResult> answered) {
        partner.ask(timeout, answered);
    }

    /** {@inheritDoc} The new state is in force before anything is done about it. */
    @Override
    public void handle(HaEvent event) {
        if (stopped) {
            return;
        }
        HaState before = state;
        Transition transition = HaMachine.step(before, event);
        state = transition.state();
        enactment.carryOut(before, event, transition);
    }
}
