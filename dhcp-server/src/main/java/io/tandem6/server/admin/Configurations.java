package io.tandem6.server.admin;

import io.tandem6.config.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The configuration of a running server and the ways to change it. Called on the event loop, which
 * also hears the outcome, later: reading a large configuration takes longer than a client waits.
 * Requests are served one after the other.
 */
public interface Configurations {
    /** The configuration in force with defaults, as an object with the one key {@code Dhcp6}. */
    JsonValue inForce();

    /**
     * Checks a configuration as {@link #set} would, files and sockets that it needs included, and
     * changes nothing.
     *
     * @param configuration an object with the one key {@code Dhcp6}
     * @param done hears what was found
     */
    void test(JsonNode configuration, Consumer<TestOutcome> done);

    /**
     * Puts a configuration in force, or leaves everything as it is.
     *
     * @param configuration an object with the one key {@code Dhcp6}
     * @param done hears what became of it
     */
    void set(JsonNode configuration, Consumer<ChangeOutcome> done);

    /**
     * Reads the file that the server was started with and puts it in force, or leaves everything as
     * it is.
     *
     * @param done hears what became of it
     */
    void reload(Consumer<ChangeOutcome> done);

    /**
     * Writes the configuration in force to a file.
     *
     * @param file its name; without one the file that the server was started with
     */
    void write(Optional<String> file, Consumer<WriteOutcome> done);

    /** What {@link #test} found. */
    sealed interface TestOutcome {
        /**
         * The server can run with it.
         *
         * @param needsRestart a sentence for each thing that {@link #set} refuses to change while
         *     the server runs
         * @param notes what the operator should know all the same
         */
        record Sane(List<String> needsRestart, List<String> notes) implements TestOutcome {
            /** Copies the lists. */
            public Sane {
                needsRestart = List.copyOf(needsRestart);
                notes = List.copyOf(notes);
            }
        }

        /**
         * It cannot be used.
         *
         * @param reason what is wrong and where
         */
        record Wrong(String reason) implements TestOutcome {}
    }

    /** What became of {@link #set} and {@link #reload}. */
    sealed interface ChangeOutcome {
        /**
         * It is in force.
         *
         * @param notes what the operator should know all the same
         */
        record Applied(List<String> notes) implements ChangeOutcome {
            /** Copies the list. */
            public Applied {
                notes = List.copyOf(notes);
            }
        }

        /**
         * Everything is as it was.
         *
         * @param reason what is wrong and where
         */
        record Refused(String reason) implements ChangeOutcome {}
    }

    /** What became of {@link #write}. */
    sealed interface WriteOutcome {
        /**
         * It is on disk.
         *
         * @param file the file's name
         * @param bytes its size
         */
        record Written(String file, long bytes) implements WriteOutcome {}

        /**
         * It is not, and a file that was there is as it was.
         *
         * @param reason in Kea's words
         */
        record Failed(String reason) implements WriteOutcome {}
    }
}
