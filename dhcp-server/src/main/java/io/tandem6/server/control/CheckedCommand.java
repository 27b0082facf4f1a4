package io.tandem6.server.control;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import java.util.function.Consumer;

/** A command whose arguments, if they make no sense, are answered with the reason. */
public interface CheckedCommand extends Command {
    /**
     * Executes it on arguments of any form, as {@link Command#execute} has it.
     *
     * @throws InvalidArgumentsException instead of an answer
     */
    void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException;

    @Override
    default void execute(ControlRequest request, Consumer<ControlResponse> answer) {
        try {
            run(request, answer);
        } catch (InvalidArgumentsException e) {
            answer.accept(e.answer());
        }
    }
}
