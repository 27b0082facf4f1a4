package io.tandem6.server.leasecommands;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.server.control.CheckedCommand;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.lease.FullReclamation;
import io.tandem6.server.lease.LeaseStore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code leases-reclaim}.
 *
 * @param reclamation what it starts
 */
public record LeasesReclaim(FullReclamation reclamation) implements CheckedCommand {
    @Override
    public String name() {
        return "leases-reclaim";
    }

    @Override
    public void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        reclamation.start(remove(request.arguments()), outcome -> answer.accept(answer(outcome)));
    }

    private static boolean remove(@Nullable JsonNode arguments) throws InvalidArgumentsException {
        JsonNode remove = arguments == null ? null : arguments.get("remove");
        if (remove == null) {
            throw new InvalidArgumentsException("Missing mandatory 'remove' parameter.");
        }
        if (!remove.isBoolean()) {
            throw new InvalidArgumentsException("'remove' parameter expected to be a boolean.");
        }
        return remove.booleanValue();
    }

    private static ControlResponse answer(LeaseStore.Outcome outcome) {
        return switch (outcome) {
            case LeaseStore.Outcome.Durable ignored ->
                    ControlResponse.success("Reclamation of expired leases is complete.");
            case LeaseStore.Outcome.Failed failed ->
                    ControlResponse.error(
                            "not all expired leases could be reclaimed: " + failed.reason());
            case LeaseStore.Outcome.Superseded ignored ->
                    ControlResponse.error(
                            "another server on the same database has changed some of the expired"
                                    + " leases meanwhile; a retry might succeed");
        };
    }
}
