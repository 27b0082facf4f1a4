package io.tandem6.server.control;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import java.util.function.Consumer;

/** One control command. */
public interface Command {
    /** Its name in requests. */
    String name();

    /**
     * Executes it. Called on the event loop; {@code answer} is called exactly once, on the loop,
     * now or later.
     */
    void execute(ControlRequest request, Consumer<ControlResponse> answer);
}
