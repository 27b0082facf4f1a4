package io.tandem6.server.leasecommands;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.server.control.Command;
import io.tandem6.server.leasecommands.CommandArguments.ArgumentException;
import java.util.function.Consumer;

/** A command whose arguments, if they make no sense, are answered with the reason. */
interface LeaseCommand extends Command {
    /** Executes it on arguments of any form. */
    void run(ControlRequest request, Consumer<ControlResponse> answer) throws ArgumentException;

    @Override
    default void execute(ControlRequest request, Consumer<ControlResponse> answer) {
        try {
            run(request, answer);
        } catch (ArgumentException e) {
            answer.accept(ControlResponse.error(e.getMessage()));
        }
    }
}
