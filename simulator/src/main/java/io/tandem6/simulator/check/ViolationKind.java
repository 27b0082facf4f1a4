package io.tandem6.simulator.check;

/** What must not happen. */
public enum ViolationKind {
    /** An address or a prefix is valid at two clients. */
    DOUBLE_ASSIGNMENT("valid at two clients"),
    /**
     * The same, but for no longer than the first client's reply was on its way: a client counts its
     * lifetime from the arrival, the server from its decision.
     */
    DOUBLE_WHILE_DELIVERED("valid at two clients, within the time that a reply took"),
    /** A client has what no disk says that it has. */
    LOST_LEASE("acknowledged lease on no disk"),
    /** A client was answered with nothing wrong anywhere, and one of the disks does not say so. */
    ON_ONE_DISK("lease acknowledged in calm that is on one disk only"),
    /** A client is told that a lease is over before its time. */
    TAKEN_AWAY("acknowledged lease that a reply takes away"),
    /** A client has what one of the servers does not know, long after all trouble. */
    UNKNOWN_LEASE("valid lease that a server does not know when all is well"),
    /** The databases differ long after all trouble. */
    DATABASES_DIFFER("databases differ in what a client has, when all is well"),
    /** They differ in what no client has: it was given back, or the client never heard of it. */
    UNUSED_LEASE("databases differ in a lease that no client has"),
    /** A server is not back to normal long after all trouble. */
    NOT_NORMAL("not back to a normal state"),
    /** With one server down, a client had to wait for too long. */
    UNANSWERED("one server down, a client waits too long"),
    /** A reply is sent that was decided long ago, as before a pause of the process. */
    OLD_REPLY("a reply is sent too late"),
    /** A server threw an exception. */
    FAILURE("a server failed unexpectedly");

    private final String text;

    ViolationKind(String text) {
        this.text = text;
    }

    /** For the report. */
    public String text() {
        return text;
    }
}
