package io.tandem6.interop.matrix;

import io.tandem6.interop.lab.Host;
import io.tandem6.interop.load.Perfdhcp;
import io.tandem6.interop.load.PerfdhcpRun;
import java.util.ArrayList;
import java.util.List;

/**
 * How much load runs while something happens. All clients want an address and a prefix.
 *
 * @param rate new clients a second
 * @param renewals renewals a second
 * @param releases clients a second that give their leases back
 */
record Load(int rate, int renewals, int releases) {
    /** Enough to notice what goes wrong on a slow machine. */
    static final Load LIGHT = new Load(20, 5, 3);

    /** For machines with time. */
    static final Load HEAVY = new Load(40, 15, 8);

    private static final String CLIENTS = "200000";

    Load withoutReleases() {
        return new Load(rate, renewals, 0);
    }

    /**
     * Starts it.
     *
     * @param number 0..255, different for loads that must not share clients
     */
    PerfdhcpRun start(Host host, int number, String log) {
        List<String> arguments = new ArrayList<>(List.of("-e", "address-and-prefix"));
        arguments.addAll(List.of("-r", Integer.toString(rate), "-R", CLIENTS));
        arguments.addAll(List.of("-b", "mac=00:0c:%02x:00:00:00".formatted(number)));
        addRate("-f", renewals, arguments);
        addRate("-F", releases, arguments);
        return PerfdhcpRun.start(host, log, arguments.toArray(String[]::new));
    }

    private static void addRate(String option, int rate, List<String> arguments) {
        if (rate > 0) {
            arguments.addAll(List.of(option, Integer.toString(rate)));
        }
    }

    /** Clients that got what they wanted. */
    static long served(Perfdhcp.Result result) {
        return result.exchange("REQUEST-REPLY").received();
    }
}
