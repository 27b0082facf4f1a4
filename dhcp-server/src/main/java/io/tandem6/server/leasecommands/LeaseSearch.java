package io.tandem6.server.leasecommands;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.server.control.CheckedCommand;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.wire.Excerpt;
import io.tandem6.wire.Octets;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * {@code lease6-get-by-*}: all leases with something in common. Goes through the whole table: these
 * commands are for people, and an index for each would cost every lease memory.
 */
record LeaseSearch(String name, LeaseTable table, EventLoop loop, Question question)
        implements CheckedCommand {
    /** Turns arguments into what to look for. */
    @FunctionalInterface
    interface Question {
        Wanted of(CommandArguments arguments) throws InvalidArgumentsException;
    }

    /**
     * What to look for.
     *
     * @param qualification for the answer's text, or empty
     */
    record Wanted(Predicate<Lease> test, String qualification) {}

    @Override
    public void run(ControlRequest request, Consumer<ControlResponse> answer)
            throws InvalidArgumentsException {
        Wanted wanted = question.of(CommandArguments.of(request));
        LeaseListing.all(
                table,
                loop,
                wanted.test,
                found ->
                        answer.accept(
                                wanted.qualification.isEmpty()
                                        ? LeaseList.of(found)
                                        : LeaseList.of(found, wanted.qualification)));
    }

    static LeaseSearch byDuid(LeaseTable table, EventLoop loop) {
        return new LeaseSearch(
                "lease6-get-by-duid",
                table,
                loop,
                arguments -> {
                    Duid duid = duid(arguments.mandatoryString("duid"));
                    return new Wanted(lease -> lease.duid().equals(duid), "");
                });
    }

    private static Duid duid(String text) throws InvalidArgumentsException {
        try {
            return Duid.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentsException(String.valueOf(e.getMessage()));
        }
    }

    static LeaseSearch byHostname(LeaseTable table, EventLoop loop) {
        return new LeaseSearch(
                "lease6-get-by-hostname",
                table,
                loop,
                arguments -> {
                    String hostname =
                            arguments.mandatoryString("hostname").toLowerCase(Locale.ROOT);
                    if (hostname.isEmpty()) {
                        throw new InvalidArgumentsException("'hostname' parameter is empty");
                    }
                    return new Wanted(lease -> lease.hostname().equals(hostname), "");
                });
    }

    static LeaseSearch byHardwareAddress(LeaseTable table, EventLoop loop) {
        return new LeaseSearch(
                "lease6-get-by-hw-address",
                table,
                loop,
                arguments -> {
                    Octets octets = octets(arguments.mandatoryString("hw-address"));
                    return new Wanted(
                            lease ->
                                    lease.hardwareAddress() != null
                                            && lease.hardwareAddress().octets().equals(octets),
                            "");
                });
    }

    private static Octets octets(String text) throws InvalidArgumentsException {
        try {
            return Octets.parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentsException(String.valueOf(e.getMessage()));
        }
    }

    static LeaseSearch byState(LeaseTable table, EventLoop loop) {
        return new LeaseSearch(
                "lease6-get-by-state",
                table,
                loop,
                arguments -> {
                    LeaseState state = state(arguments);
                    long subnetId = Math.max(0, arguments.uint32("subnet-id"));
                    return new Wanted(
                            lease ->
                                    lease.state() == state
                                            && (subnetId == 0 || lease.subnetId() == subnetId),
                            "with state " + keyword(state) + " (" + state.code() + ")");
                });
    }

    private static LeaseState state(CommandArguments arguments) throws InvalidArgumentsException {
        JsonNode node = arguments.optional("state");
        if (node == null) {
            throw new InvalidArgumentsException("'state' parameter not specified");
        }
        for (LeaseState state : LeaseState.values()) {
            boolean meant =
                    node.isString()
                            ? node.stringValue().equals(keyword(state))
                                    || (state == LeaseState.ASSIGNED
                                            && node.stringValue().equals("assigned"))
                            : node.isIntegralNumber()
                                    && node.canConvertToLong()
                                    && node.longValue() == state.code();
            if (meant) {
                return state;
            }
        }
        String shown = node.isString() ? node.stringValue() : node.toString();
        throw new InvalidArgumentsException(
                "'state' parameter value (" + Excerpt.of(shown) + ") is not recognized");
    }

    private static String keyword(LeaseState state) {
        return switch (state) {
            case ASSIGNED -> "default";
            case DECLINED -> "declined";
            case EXPIRED_RECLAIMED -> "expired-reclaimed";
            case RELEASED -> "released";
            case REGISTERED -> "registered";
        };
    }
}
