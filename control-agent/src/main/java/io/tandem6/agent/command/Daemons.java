package io.tandem6.agent.command;

import io.tandem6.agent.socket.DaemonAnswer;
import java.nio.file.Path;

/** Sends commands to daemons. */
@FunctionalInterface
public interface Daemons {
    /** Sends {@code command} to the daemon listening on {@code socket}, waits for its answer. */
    DaemonAnswer ask(Path socket, byte[] command);
}
