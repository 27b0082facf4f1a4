package io.tandem6.agent.command;

import io.tandem6.control.ControlCodec.Decoded;
import java.util.List;

/** Has commands executed that came in at an address. */
@FunctionalInterface
public interface Commands {
    /**
     * Has a command executed and waits for all answers.
     *
     * @param remoteAddress of the client, told to the daemons
     * @return the answers, each a JSON value
     */
    List<byte[]> answer(Decoded.Accepted command, String remoteAddress);
}
