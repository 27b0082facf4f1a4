package io.tandem6.server.control;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A command from a function. */
record TestCommand(String name, BiConsumer<ControlRequest, Consumer<ControlResponse>> action)
        implements Command {
    @Override
    public void execute(ControlRequest request, Consumer<ControlResponse> answer) {
        action.accept(request, answer);
    }
}
