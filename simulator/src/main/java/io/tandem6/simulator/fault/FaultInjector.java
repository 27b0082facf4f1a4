package io.tandem6.simulator.fault;

import io.tandem6.address.Ipv6Prefix;
import io.tandem6.simulator.network.ClientNetwork;
import io.tandem6.simulator.network.PeerNetwork;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.time.Timeline;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Brings faults about and ends them. */
public final class FaultInjector {
    private final NetworkFaults network;
    private final HostFaults host;
    private final OperatorFaults operator;

    /** Hears what operators do that clients must suffer, and what is said to servers. */
    public interface Listener {
        /**
         * An operator is about to take an address away from whoever has it.
         *
         * @param mayBeAnswered false when the server that is told so has died
         * @return to be told whether the server has done it
         */
        Consumer<Boolean> taken(Ipv6Prefix what, BooleanSupplier mayBeAnswered);

        /** A wall clock goes wrong. */
        void clockGoesWrong();

        /** The servers have different pools, or the same again. */
        void poolsDiffer(boolean yes);

        /**
         * A disk loses what was acknowledged.
         *
         * @param instant to which moment it goes back, nanoseconds of the world
         */
        void diskGoesBack(Host host, long instant);

        /** An operator's command and what came of it. */
        void commanded(Host host, String command, String outcome);
    }

    /** Works on this world. */
    public FaultInjector(
            Timeline timeline,
            PairSettings settings,
            List<Host> hosts,
            ClientNetwork clients,
            PeerNetwork peers,
            Listener listener) {
        network = new NetworkFaults(clients, peers);
        host = new HostFaults(timeline, hosts, network, listener);
        operator = new OperatorFaults(timeline, settings, hosts, network, listener);
    }

    /** Begins a fault. */
    public void begin(Fault fault) {
        SplittableRandom random = new SplittableRandom(fault.salt());
        switch (fault.kind().origin()) {
            case NETWORK -> network.begin(fault, random);
            case HOST -> host.begin(fault, random);
            case OPERATOR -> operator.begin(fault, random);
        }
    }

    /** Ends it: from here on nothing of it is left but its consequences. */
    public void end(Fault fault) {
        switch (fault.kind().origin()) {
            case NETWORK -> network.end(fault);
            case HOST -> host.end(fault);
            case OPERATOR -> operator.end(fault);
        }
    }
}
