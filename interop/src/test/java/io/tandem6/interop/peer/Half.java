package io.tandem6.interop.peer;

/** One of the two servers of a pair. */
public enum Half {
    /** server1 on s1, the primary. */
    FIRST,
    /** server2 on s2, the standby or secondary. */
    SECOND;

    /** Its partner. */
    public Half other() {
        return this == FIRST ? SECOND : FIRST;
    }

    /** Its name in the configuration. */
    public String serverName() {
        return this == FIRST ? "server1" : "server2";
    }
}
