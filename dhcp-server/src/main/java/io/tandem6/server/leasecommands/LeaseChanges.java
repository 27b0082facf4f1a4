package io.tandem6.server.leasecommands;

import io.tandem6.control.ControlResponse;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.lease.LeaseStore.Outcome;
import io.tandem6.server.lease.LeaseWriter;
import java.util.List;
import java.util.function.Consumer;

/** Answers a command only after its changes are durable. */
record LeaseChanges(LeaseWriter writer) {
    void commit(
            List<LeaseChange> changes, ControlResponse success, Consumer<ControlResponse> answer) {
        writer.commit(
                changes,
                outcome ->
                        answer.accept(
                                switch (outcome) {
                                    case Outcome.Durable ignored -> success;
                                    case Outcome.Failed failed ->
                                            ControlResponse.error(
                                                    "the change could not be written to the lease"
                                                            + " database: "
                                                            + failed.reason());
                                    case Outcome.Superseded superseded ->
                                            ControlResponse.error(
                                                    "another server on the same database has"
                                                            + " changed the lease meanwhile; a"
                                                            + " retry might succeed");
                                }));
    }
}
