package io.tandem6.interop.lab;

/**
 * A process that has ended.
 *
 * @param command what was run
 * @param status its exit status
 * @param output standard output and standard error
 */
public record Finished(String command, int status, String output) {
    /**
     * The output of a process that succeeded.
     *
     * @throws IllegalStateException if it did not
     */
    public String orThrow() {
        if (status != 0) {
            throw new IllegalStateException(
                    "'" + command + "' ended with " + status + ":\n" + output);
        }
        return output;
    }
}
