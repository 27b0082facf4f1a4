package io.tandem6.server.leasecommands;

import io.tandem6.config.Subnet;
import io.tandem6.server.control.Command;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.lease.ReceivedUpdates;
import io.tandem6.server.loop.EventLoop;
import java.util.List;
import java.util.function.Supplier;

/** All lease commands. */
public final class LeaseCommands {
    private LeaseCommands() {}

    /**
     * What operators may do.
     *
     * @param writer stores what nothing is against
     * @param forcing stores what they insist on
     * @param consent says what is against a change
     */
    public record Operators(LeaseWriter writer, LeaseWriter forcing, Consent consent) {}

    /**
     * Makes them.
     *
     * @param operators store what they change, and what they insist on
     * @param updates stores what partners send
     * @param received how far the lease updates of other servers have come
     * @param partner takes the lease updates of partners with which there is continuity
     * @param subnets the subnets configured at the moment
     * @param conflictResult the result of a lease that contradicts what is there or what is
     *     configured: {@link io.tandem6.control.ControlResponse#ERROR} as Kea 2.2 has it, or {@link
     *     io.tandem6.control.ControlResponse#CONFLICT} as newer ones
     */
    public static List<Command> all(
            LeaseTable table,
            Operators operators,
            LeaseWriter updates,
            EventLoop loop,
            ReceivedUpdates received,
            PartnerUpdates partner,
            Supplier<List<Subnet>> subnets,
            int conflictResult) {
        ConfiguredSubnets configured = new ConfiguredSubnets(subnets);
        OperatorChanges changes =
                new OperatorChanges(operators.writer, operators.forcing, operators.consent);
        GivenLease given = new GivenLease(loop, configured, conflictResult);
        return List.of(
                new LeaseGet(table),
                new LeaseGetAll(table, loop),
                new LeaseGetPage(table, loop),
                LeaseSearch.byDuid(table, loop),
                LeaseSearch.byHostname(table, loop),
                LeaseSearch.byHardwareAddress(table, loop),
                LeaseSearch.byState(table, loop),
                new LeaseAdd(table, changes, given),
                new LeaseUpdate(table, changes, given),
                new LeaseDelete(table, changes),
                new LeaseWipe(table, changes, configured),
                new LeaseBulkApply(
                        table, new LeaseChanges(updates), received, loop, configured, partner));
    }
}
