package io.tandem6.server.control;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the control socket is and what it puts up with.
 *
 * @param path its file, at most 107 bytes
 * @param timeout silence after which a connection is ended, re-armed by each piece of a command or
 *     an answer
 * @param closeGrace how long commands in execution may delay the end of the server
 * @param connectionsMax connections served at a time; more wait to be accepted
 * @param commandBytesMax longest command
 */
public record ControlSocketSettings(
        Path path, Duration timeout, Duration closeGrace, int connectionsMax, int commandBytesMax) {

    /**
     * Kea's timeout; a command may be as long as a configuration with 100,000 reservations, and all
     * clients together cannot use up a server's memory.
     */
    public static ControlSocketSettings standard(Path path) {
        return new ControlSocketSettings(
                path, Duration.ofSeconds(10), Duration.ofSeconds(2), 64, 32 << 20);
    }
}
