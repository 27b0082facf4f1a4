package io.tandem6.cli.up;

import java.util.List;

/** What the words after {@code up} mean. */
sealed interface UpArguments {
    /**
     * Start a pair.
     *
     * @param failover also kill the primary server and bring it back
     * @param exit end after the last step instead of staying up
     * @param keep leave the directory with configuration, leases and logs
     */
    record Run(boolean failover, boolean exit, boolean keep) implements UpArguments {}

    /** Explain the command. */
    record Help() implements UpArguments {}

    /**
     * They mean nothing.
     *
     * @param word the first one that is not understood
     */
    record Invalid(String word) implements UpArguments {}

    /** Reads {@code words}. */
    static UpArguments parse(List<String> words) {
        boolean failover = false;
        boolean exit = false;
        boolean keep = false;
        for (String word : words) {
            switch (word) {
                case "--failover" -> failover = true;
                case "--exit" -> exit = true;
                case "--keep" -> keep = true;
                case "-h", "--help" -> {
                    return new Help();
                }
                default -> {
                    return new Invalid(word);
                }
            }
        }
        return new Run(failover, exit, keep);
    }
}
