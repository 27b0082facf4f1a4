package io.tandem6.simulator.fault;

import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.SimulatedDisk;
import io.tandem6.simulator.time.Timeline;
import java.util.List;
import java.util.SplittableRandom;

/** Faults of processes, disks and clocks. */
final class HostFaults {
    private final Timeline timeline;
    private final List<Host> hosts;
    private final NetworkFaults network;
    private final FaultInjector.Listener listener;

    HostFaults(
            Timeline timeline,
            List<Host> hosts,
            NetworkFaults network,
            FaultInjector.Listener listener) {
        this.timeline = timeline;
        this.hosts = hosts;
        this.network = network;
        this.listener = listener;
    }

    void begin(Fault fault, SplittableRandom random) {
        Host host = hosts.get(fault.host());
        switch (fault.kind()) {
            case CRASH -> host.crash(false);
            case RESTART_SLOWLY -> {
                host.crash(false);
                network.slowWay(random);
                timeline.after(random.nextLong(fault.length() / 2), host::start);
            }
            case BOTH_CRASH -> {
                hosts.forEach(each -> each.crash(false));
                timeline.after(random.nextLong(fault.length()), host::start);
            }
            case HOST_DOWN -> host.switchOff();
            case CRASH_UNSYNCED -> {
                slow(host, random);
                crashWhenUnsynced(host, timeline.now() + fault.length() / 2);
            }
            case ROLLBACK -> {
                host.switchOff();
                long lost = random.nextLong(10 * Timeline.SECOND, 600 * Timeline.SECOND);
                long instant = timeline.now() - lost;
                listener.diskGoesBack(host, instant);
                host.disk().rollBack(instant);
            }
            case DISK_LOST -> {
                host.switchOff();
                listener.diskGoesBack(host, SimulatedDisk.EMPTY);
                host.disk().empty();
            }
            case RESTART_WHILE_PARTED -> {
                network.part();
                if (random.nextBoolean()) {
                    network.divideClients();
                }
                long third = fault.length() / 3;
                timeline.after(random.nextLong(third), () -> host.crash(random.nextBoolean()));
                timeline.after(third + random.nextLong(third), host::start);
            }
            case SLOW_DISK -> slow(host, random);
            case FULL_DISK -> host.disk().fill();
            case PAUSE, LONG_PAUSE -> host.pause();
            case SUSPEND -> host.suspend();
            case CLOCK_SKEW -> clock(host, random.nextLong(-25, 26));
            case CLOCK_JUMP -> clock(host, random.nextLong(-300, 301));
            default -> throw new IllegalArgumentException("not of a host: " + fault);
        }
    }

    void end(Fault fault) {
        Host host = hosts.get(fault.host());
        switch (fault.kind()) {
            case CRASH -> host.start();
            case HOST_DOWN, ROLLBACK, DISK_LOST -> host.switchOn();
            case RESTART_SLOWLY -> {
                network.quickWay();
                host.start();
            }
            case BOTH_CRASH -> hosts.forEach(Host::start);
            case RESTART_WHILE_PARTED -> {
                network.join();
                host.start();
            }
            case CRASH_UNSYNCED -> {
                host.disk().recover();
                host.start();
            }
            case SLOW_DISK, FULL_DISK -> host.disk().recover();
            case PAUSE, LONG_PAUSE, SUSPEND -> host.resume();
            case CLOCK_SKEW, CLOCK_JUMP -> host.clock().setOffset(0);
            default -> throw new IllegalArgumentException("not of a host: " + fault);
        }
    }

    private static void slow(Host host, SplittableRandom random) {
        long max = random.nextLong(Timeline.SECOND / 10, 3 * Timeline.SECOND);
        host.disk().setSyncTime(Timeline.SECOND / 20, max);
    }

    /** At the first moment with changes on their way to the disk, or at last anyway. */
    private void crashWhenUnsynced(Host host, long last) {
        if (host.disk().hasUnsynced() || timeline.now() >= last) {
            host.crash(false);
        } else {
            timeline.after(Timeline.SECOND / 10, () -> crashWhenUnsynced(host, last));
        }
    }

    private void clock(Host host, long seconds) {
        listener.clockGoesWrong();
        host.clock().setOffset(seconds * Timeline.SECOND);
    }
}
