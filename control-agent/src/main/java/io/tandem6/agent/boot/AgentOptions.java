package io.tandem6.agent.boot;

import io.tandem6.agent.api.RequestLimits;
import java.time.Duration;

/**
 * What the configuration file does not say.
 *
 * @param debug log everything
 * @param stop ends the agent from within; returns at once
 * @param connectionsMax connections at a time, of all clients together
 * @param keepAlive silence between two requests after which a connection is closed
 * @param requestTimeout silence within a request after which it is refused, and time until the
 *     first request of a connection
 * @param forwardTimeout time for a daemon to answer
 * @param limits what requests may cost
 */
record AgentOptions(
        boolean debug,
        Runnable stop,
        int connectionsMax,
        Duration keepAlive,
        Duration requestTimeout,
        Duration forwardTimeout,
        RequestLimits limits) {
    /** With the times of Kea's agent. */
    static AgentOptions standard(boolean debug, Runnable stop) {
        return new AgentOptions(
                debug,
                stop,
                1000,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                RequestLimits.standard());
    }
}
