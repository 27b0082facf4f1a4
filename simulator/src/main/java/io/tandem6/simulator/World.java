package io.tandem6.simulator;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.log.EventLog;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.Decoded;
import io.tandem6.message.PacketCodec;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.peer.PeerResult;
import io.tandem6.server.peer.PeerTransport;
import io.tandem6.simulator.check.Checker;
import io.tandem6.simulator.check.Violation;
import io.tandem6.simulator.check.ViolationKind;
import io.tandem6.simulator.client.ClientHabits;
import io.tandem6.simulator.client.ClientTraits;
import io.tandem6.simulator.client.ClientWorld;
import io.tandem6.simulator.client.Holding;
import io.tandem6.simulator.client.SimulatedClient;
import io.tandem6.simulator.fault.FaultInjector;
import io.tandem6.simulator.network.ClientNetwork;
import io.tandem6.simulator.network.PeerNetwork;
import io.tandem6.simulator.report.Trace;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.server.SimulatedDisk;
import io.tandem6.simulator.server.Variation;
import io.tandem6.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Two hosts, their clients, the networks between them, and those who watch; put together. */
final class World {
    private static final int CLIENTS = 50;
    private static final int VIOLATIONS_MAX = 200;

    private final Timeline timeline = new Timeline();
    private final Trace trace;
    private final PairSettings settings;
    private final Observer observer;
    private final Checker checker;
    private final List<Host> hosts = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final ClientNetwork clientNetwork;
    private final PeerNetwork peerNetwork;
    private Host heardLast;
    private long sentLast;

    World(Scenario scenario, SplittableRandom random, boolean traced) {
        this.trace = new Trace(timeline, traced);
        List<ClientTraits> traits = new ArrayList<>();
        for (int number = 0; number < CLIENTS; number++) {
            traits.add(ClientTraits.of(number, random));
        }
        int addresses = (int) traits.stream().filter(ClientTraits::wantsAddress).count();
        this.settings =
                PairSettings.of(scenario.rules(), addresses, scenario.profile().mayShare(), random);
        this.checker = new Checker(timeline, hosts, this::violated);
        this.observer = new Observer(timeline, trace, settings, hosts, checker, this::violated);
        Around around = new Around();
        for (int number = 0; number < 2; number++) {
            Duid id = Duid.parse("00030001aa000000000" + (number + 1));
            hosts.add(
                    new Host(
                            number,
                            id,
                            settings.config(number, Variation.NONE),
                            timeline,
                            random.split(),
                            around));
        }
        this.clientNetwork =
                new ClientNetwork(
                        timeline,
                        random.split(),
                        List.of(hosts.getFirst()::receive, hosts.getLast()::receive));
        this.peerNetwork =
                new PeerNetwork(
                        timeline,
                        random.split(),
                        hosts.stream().map(Reached::new).toList(),
                        around);
        heardLast = hosts.getFirst();
        observer.watches(peerNetwork::isCut);
        for (ClientTraits each : traits) {
            SimulatedClient client =
                    new SimulatedClient(
                            each, ClientHabits.LIVELY, timeline, random.split(), around);
            clients.add(client);
            clientNetwork.join(
                    each.linkLocal(),
                    random.nextInt(2),
                    (from, payload, sent) -> deliver(client, hosts.get(from), payload, sent));
        }
    }

    private void deliver(SimulatedClient client, Host from, byte[] payload, long sent) {
        if (PacketCodec.decode(payload, 0, payload.length) instanceof Decoded.Ok ok
                && ok.packet() instanceof ClientMessage message) {
            observer.clientHears(client.traits(), from, payload, message);
            heardLast = from;
            sentLast = sent;
            client.receive(message);
        }
    }

    Timeline timeline() {
        return timeline;
    }

    Trace trace() {
        return trace;
    }

    PairSettings settings() {
        return settings;
    }

    Observer observer() {
        return observer;
    }

    Checker checker() {
        return checker;
    }

    List<Host> hosts() {
        return hosts;
    }

    List<SimulatedClient> clients() {
        return clients;
    }

    List<Violation> violations() {
        return violations;
    }

    FaultInjector injector() {
        return new FaultInjector(
                timeline, settings, hosts, clientNetwork, peerNetwork, new Around());
    }

    void violated(Violation violation) {
        trace.add("CHECKER", violation.toString());
        if (violations.size() < VIOLATIONS_MAX) {
            violations.add(violation);
        }
    }

    /** A host as its partner reaches it. */
    private record Reached(Host host) implements PeerNetwork.Server {
        @Override
        public boolean execute(ControlRequest request, Consumer<ControlResponse> answer) {
            return host.execute(request.command(), request.arguments(), answer);
        }

        @Override
        public boolean agentAnswers() {
            return host.agentAnswers();
        }
    }

    /** What the parts of the world are told of each other. */
    private final class Around
            implements Host.Surroundings,
                    PeerNetwork.Listener,
                    ClientWorld,
                    FaultInjector.Listener {
        @Override
        public void reply(Host from, byte[] payload, Ipv6Address destination, long age) {
            if (observer.isAgreed(from)) {
                checker.replied(from, age);
            }
            clientNetwork.unicast(from.number(), destination, payload);
        }

        @Override
        public PeerTransport peers(Host from, EventLoop loop) {
            return peerNetwork.transport(from.number(), loop);
        }

        @Override
        public void leaseChanged(Host host, Ipv6Address address) {
            observer.leaseChanged(host, address);
            checker.leaseChanged(address);
        }

        @Override
        public void failed(Host host, Throwable failure) {
            violated(
                    new Violation(
                            ViolationKind.FAILURE,
                            timeline.now(),
                            host.name() + ": " + Failures.text(failure)));
        }

        @Override
        public void diesUnsynced(Host host) {
            observer.diesUnsynced();
        }

        @Override
        public EventLog log(Host host) {
            return observer.log(host);
        }

        @Override
        public void arrives(int to, ControlRequest request, boolean late) {
            Host host = hosts.get(to);
            if (host.isUp()) {
                checker.hears(host);
            }
            observer.commandArrives(host, request, late);
        }

        @Override
        public void outcome(int to, ControlRequest request, PeerResult result) {
            Host host = hosts.get(to);
            if (result instanceof PeerResult.Answer) {
                checker.hears(host);
            }
            observer.commandAnswered(host, request, result);
        }

        @Override
        public void multicast(ClientTraits client, ClientMessage message) {
            observer.clientSays(client, message);
            clientNetwork.multicast(client.linkLocal(), PacketCodec.encode(message));
        }

        @Override
        public void claimed(ClientTraits client, Holding holding, long asked) {
            observer.clientHas(holding);
            checker.claimed(
                    client,
                    holding,
                    asked,
                    heardLast.number(),
                    sentLast,
                    observer.faults().isCalm());
        }

        @Override
        public void declined(ClientTraits client, Ipv6Address address) {
            checker.declined(client, address);
        }

        @Override
        public void ended(ClientTraits client, Ipv6Address address) {
            checker.ended(client, address);
        }

        @Override
        public void takenAway(ClientTraits client, Ipv6Address address) {
            checker.takenAway(client, address, heardLast, sentLast);
        }

        @Override
        public void note(ClientTraits client, String text) {
            trace.add(client.name(), text);
        }

        @Override
        public Consumer<Boolean> taken(Ipv6Prefix what, BooleanSupplier mayBeAnswered) {
            return checker.taken(what, mayBeAnswered);
        }

        @Override
        public void clockGoesWrong() {
            checker.clocksGoWrong();
        }

        @Override
        public void poolsDiffer(boolean yes) {
            checker.poolsDiffer(yes);
        }

        @Override
        public void diskGoesBack(Host host, long instant) {
            observer.diskGoesBack(host);
            if (instant != SimulatedDisk.EMPTY) {
                checker.diskGoesBack(host, instant);
            }
            if (!observer.faults().isFirst()) {
                checker.secondFailure(host, instant);
            }
        }

        @Override
        public void commanded(Host host, String command, String outcome) {
            observer.operatorCommanded(host, command, outcome);
        }
    }
}
