package io.tandem6.simulator.fault;

/**
 * Something that goes wrong once.
 *
 * @param kind what
 * @param host the server that it happens to, if it happens to one
 * @param begin when, nanoseconds of the world
 * @param length for how long, nanoseconds
 * @param salt decides the details
 */
public record Fault(FaultKind kind, int host, long begin, long length, long salt) {
    /** When it is over, nanoseconds of the world. */
    public long end() {
        return begin + length;
    }
}
