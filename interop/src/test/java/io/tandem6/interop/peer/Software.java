package io.tandem6.interop.peer;

import io.tandem6.interop.lab.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Whose server and control agent a {@link Peer} runs. */
public sealed interface Software permits Kea, Tandem6 {
    /**
     * What the tests are about: Tandem6, or Kea with {@code -Dinterop.software=kea}, to see whether
     * Kea does what a test expects.
     */
    static Software underTest() {
        return "kea".equals(System.getProperty("interop.software")) ? new Kea() : new Tandem6();
    }

    /** The command that serves with a configuration file. */
    List<String> server(Path configuration);

    /** The command that runs the control agent with a configuration file. */
    List<String> agent(Path configuration);

    /** What both commands need in the environment. */
    Map<String, String> environment();

    /** The configuration as this software can use it on this machine. */
    String adapted(String configuration);

    /** How many Replies to clients the server on this host has sent since its start. */
    long repliesSent(Host host, AgentClient agent);
}
