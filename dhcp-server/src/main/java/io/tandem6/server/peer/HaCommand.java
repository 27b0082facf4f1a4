package io.tandem6.server.peer;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.server.control.CheckedCommand;
import io.tandem6.server.control.InvalidArgumentsException;
import java.util.function.Consumer;

/**
 * A command of high availability.
 *
 * @param name Kea's
 * @param execution what it does
 */
record HaCommand(String name, Execution execution) implements CheckedCommand {
    @Override
    public void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        execution.execute(HaArguments.of(request), answer);
    }

    /** What a command does. */
    @FunctionalInterface
    interface Execution {
        void execute(HaArguments arguments, Consumer<ControlResponse> answer)
                throws InvalidArgumentsException;
    }
}
