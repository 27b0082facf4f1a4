package io.tandem6.server.leasecommands;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseArguments;
import io.tandem6.lease.LeaseJson.LeaseFormatException;
import io.tandem6.lease.LeaseJson.SubnetConflictException;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.loop.EventLoop;

/**
 * Reads the lease that an operator gives to a command.
 *
 * @param conflictResult the result of one that contradicts the configured subnets
 */
record GivenLease(EventLoop loop, ConfiguredSubnets subnets, int conflictResult) {
    Lease read(CommandArguments arguments) throws InvalidArgumentsException {
        try {
            Lease lease = new LeaseArguments(subnets, loop.epochSecond()).read(arguments.map());
            if (lease.validLifetime() == 0) {
                throw new InvalidArgumentsException(
                        "'valid-lft' is 0, with which the lease file marks deleted leases: give "
                                + lease.address()
                                + " a lifetime, or delete it with lease6-del");
            }
            return lease;
        } catch (SubnetConflictException e) {
            throw conflict(String.valueOf(e.getMessage()));
        } catch (LeaseFormatException e) {
            throw new InvalidArgumentsException(String.valueOf(e.getMessage()));
        }
    }

    /** The lease contradicts what is there or what is configured. */
    InvalidArgumentsException conflict(String text) {
        return new InvalidArgumentsException(conflictResult, text);
    }
}
