package io.tandem6.simulator.network;

import io.tandem6.simulator.time.Timeline;
import java.util.random.RandomGenerator;

/**
 * How a link behaves at present.
 *
 * @param loss probability that something gets lost
 * @param duplication probability that something arrives twice
 * @param latencyMin shortest way, nanoseconds
 * @param latencyMax longest way, nanoseconds
 */
public record Weather(double loss, double duplication, long latencyMin, long latencyMax) {
    /** A local network without trouble. */
    public static final Weather FAIR =
            new Weather(0, 0, Timeline.MILLISECOND / 5, 2 * Timeline.MILLISECOND);

    /** How long this one takes, nanoseconds. */
    public long latency(RandomGenerator random) {
        return random.nextLong(latencyMin, latencyMax + 1);
    }

    /** The same with another probability of loss. */
    public Weather losing(double probability) {
        return new Weather(probability, duplication, latencyMin, latencyMax);
    }

    /** The same with another probability of duplication. */
    public Weather duplicating(double probability) {
        return new Weather(loss, probability, latencyMin, latencyMax);
    }

    /** The same, but slow; what is sent one after the other arrives in any order. */
    public Weather delaying(long nanos) {
        return new Weather(loss, duplication, latencyMin, nanos);
    }
}
