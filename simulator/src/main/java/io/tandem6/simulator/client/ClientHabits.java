package io.tandem6.simulator.client;

import io.tandem6.simulator.time.Timeline;
import java.util.random.RandomGenerator;

/**
 * How often clients do what.
 *
 * @param contentmentSeconds how long a client stays bound on average before it changes its mind
 * @param pauseMinSeconds shortest time without anything; longer than anything is under way
 * @param pauseMaxSeconds longest time without anything
 * @param duplicateProbability how often a new address turns out to be taken
 */
public record ClientHabits(
        long contentmentSeconds,
        long pauseMinSeconds,
        long pauseMaxSeconds,
        double duplicateProbability) {
    /** Busy, and nearly always there. */
    public static final ClientHabits LIVELY = new ClientHabits(2400, 120, 300, 0.01);

    /** What a bound client may do beside renewing. */
    enum Mind {
        RELEASE,
        CONFIRM,
        FORGET
    }

    long contentment(RandomGenerator random) {
        double exponential = -Math.log(1 - random.nextDouble()) * contentmentSeconds;
        return (long) ((30 + exponential) * Timeline.SECOND);
    }

    long pause(RandomGenerator random) {
        return random.nextLong(
                pauseMinSeconds * Timeline.SECOND, pauseMaxSeconds * Timeline.SECOND + 1);
    }

    /** How long a client that was refused waits before it starts over. */
    long retry(RandomGenerator random) {
        return random.nextLong(5 * Timeline.SECOND, 60 * Timeline.SECOND);
    }

    boolean findsDuplicate(RandomGenerator random) {
        return random.nextDouble() < duplicateProbability;
    }

    Mind next(RandomGenerator random) {
        int choice = random.nextInt(10);
        return choice < 6 ? Mind.RELEASE : choice < 9 ? Mind.CONFIRM : Mind.FORGET;
    }
}
