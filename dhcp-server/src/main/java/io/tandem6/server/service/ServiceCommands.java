package io.tandem6.server.service;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.server.control.CheckedCommand;
import io.tandem6.server.control.Command;
import io.tandem6.server.control.InvalidArgumentsException;
import java.util.List;
import java.util.function.Consumer;

/** {@code dhcp-disable} and {@code dhcp-enable}, for the operator and for the HA partner. */
public final class ServiceCommands {
    private ServiceCommands() {}

    /** Both. */
    public static List<Command> of(DhcpService service) {
        return List.of(
                new ServiceCommand("dhcp-disable", arguments -> disable(service, arguments)),
                new ServiceCommand("dhcp-enable", arguments -> enable(service, arguments)));
    }

    private static ControlResponse disable(DhcpService service, ServiceArguments arguments) {
        if (!service.disable(arguments.origin(), arguments.maxPeriodSeconds())) {
            return ControlResponse.error(
                    "the DHCPv6 service is already disabled by "
                            + DhcpService.ORIGINS_MAX
                            + " origins; enable it for some of them first");
        }
        return ControlResponse.success(
                arguments.maxPeriodSeconds().isPresent()
                        ? "DHCPv6 service disabled for "
                                + arguments.maxPeriodSeconds().getAsLong()
                                + " seconds"
                        : "DHCPv6 service disabled");
    }

    private static ControlResponse enable(DhcpService service, ServiceArguments arguments) {
        service.enable(arguments.origin());
        return ControlResponse.success("DHCP service successfully enabled");
    }

    private record ServiceCommand(String name, Execution execution) implements CheckedCommand {
        @Override
        public void run(ControlRequest request, Consumer<ControlResponse> answer)
                throws InvalidArgumentsException {
            answer.accept(execution.execute(ServiceArguments.of(name, request.arguments())));
        }
    }

    @FunctionalInterface
    private interface Execution {
        ControlResponse execute(ServiceArguments arguments);
    }
}
