package io.tandem6.agent.socket;

/** What became of a command that was sent to a daemon. */
public sealed interface DaemonAnswer {
    /**
     * The daemon answered.
     *
     * @param json its answer, valid JSON, as it came
     * @param result the answer's {@code result}, -1 if it has none
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
    record Answered(byte[] json, int result) implements DaemonAnswer {}

    /**
     * It did not.
     *
     * @param reason why, for counting
     * @param detail why, for people, in the system's words where Kea's clients know them
     */
    record Failed(Reason reason, String detail) implements DaemonAnswer {}

    /** Kinds of failure. */
    enum Reason {
        /** No connection came about: no socket, nobody listens, or no permission. */
        CONNECT,
        /** The daemon closed the connection before its answer was complete. */
        CLOSED,
        /** No complete answer in time. */
        TIMEOUT,
        /** What came is not JSON, or has no end. */
        MALFORMED
    }
}
