package io.tandem6.cli.terminal;

/** What the command tells the shell. */
public final class ExitStatus {
    /** Everything worked. */
    public static final int OK = 0;

    /** Something did not. */
    public static final int FAILED = 1;

    /** The arguments make no sense. */
    public static final int USAGE = 2;

    private ExitStatus() {}
}
