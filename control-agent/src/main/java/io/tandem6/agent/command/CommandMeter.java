package io.tandem6.agent.command;

import io.tandem6.agent.socket.DaemonAnswer;
import java.time.Duration;

/** Counts what happens to commands. Safe to use from any thread. */
public interface CommandMeter {
    /** A command was answered by the agent itself. */
    void answered(String command, int result);

    /** A command was answered by a daemon. */
    void forwarded(String service, String command, int result, Duration took);

    /** A daemon gave no answer. */
    void failed(String service, DaemonAnswer.Reason reason, Duration took);

    /** Counts nothing. */
    CommandMeter NONE =
            new CommandMeter() {
                @Override
                public void answered(String command, int result) {}

                @Override
                public void forwarded(String service, String command, int result, Duration took) {}

                @Override
                public void failed(String service, DaemonAnswer.Reason reason, Duration took) {}
            };
}
