package io.tandem6.interop.peer;

/** How the servers of a pair share the work. */
public enum Mode {
    /** server1 answers, server2 waits. */
    HOT_STANDBY("hot-standby", "standby"),
    /** Each answers its half of the clients, out of pools of its own. */
    LOAD_BALANCING("load-balancing", "secondary");

    private final String keyword;
    private final String secondRole;

    Mode(String keyword, String secondRole) {
        this.keyword = keyword;
        this.secondRole = secondRole;
    }

    /** Its name in a configuration, which is also that of the state in which both servers work. */
    public String keyword() {
        return keyword;
    }

    /** What server2 is in a configuration; server1 is the primary. */
    String secondRole() {
        return secondRole;
    }
}
