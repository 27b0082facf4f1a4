package io.tandem6.server.leasecommands;

import io.tandem6.address.Ipv6Address;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.server.control.CheckedCommand;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.loop.EventLoop;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code lease6-get-page}: leases by ascending address, so many at a time. */
record LeaseGetPage(LeaseTable table, EventLoop loop) implements CheckedCommand {
    @Override
    public String name() {
        return "lease6-get-page";
    }

    @Override
    public void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        CommandArguments arguments = CommandArguments.of(request);
        Ipv6Address from = from(arguments.mandatoryString("from"));
        long limit = arguments.uint32("limit");
        if (limit < 0) {
            throw new InvalidArgumentsException("'limit' parameter not specified");
        }
        if (limit == 0) {
            throw new InvalidArgumentsException("page size of retrieved leases must not be 0");
        }
        LeaseListing.page(
                table,
                loop,
                from,
                (int) Math.min(limit, Integer.MAX_VALUE),
                leases -> answer.accept(LeaseList.page(leases)));
    }

    private static @Nullable Ipv6Address from(String text) throws InvalidArgumentsException {
        if (text.equals("start")) {
            return null;
        }
        Ipv6Address address = Ipv6Address.tryParse(text).orElse(null);
        if (address != null) {
            return address;
        }
        throw new InvalidArgumentsException(
                CommandArguments.isIpv4(text)
                        ? "'from' parameter value " + text + " is not an IPv6 address"
                        : "'from' parameter value is neither 'start' keyword nor a valid IPv6"
                                + " address");
    }
}
