package io.tandem6.server.statistics;

import io.tandem6.config.ServerConfig;
import io.tandem6.config.Subnet;
import io.tandem6.server.control.Command;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.pipeline.PacketEvents;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All statistics of one server, and who changes them. */
public final class ServerStatistics {
    private final Statistics statistics;
    private final LeaseTable table;
    private final InstantSource clock;
    private final LeaseStatistics leases;
    private final PacketStatistics packets;

    /**
     * Counts from zero.
     *
     * @param next hears of packets, too
     */
    public ServerStatistics(
            ServerConfig config, LeaseTable table, InstantSource clock, PacketEvents next) {
        this.table = table;
        this.clock = clock;
        statistics = new Statistics(clock);
        statistics.defaultLimit(SampleLimit.of(config.tree()));
        leases = new LeaseStatistics(statistics, table);
        packets = new PacketStatistics(statistics, leases, next);
        leases.configure(config.subnets());
    }

    /** Counts by another configuration from now on. */
    public void configure(ServerConfig next) {
        statistics.defaultLimit(SampleLimit.of(next.tree()));
        leases.configure(next.subnets());
    }

    /** Present values. */
    public Statistics values() {
        return statistics;
    }

    /** Counts leases. */
    public LeaseStatistics leases() {
        return leases;
    }

    /** Counts packets. */
    public PacketEvents packets() {
        return packets;
    }

    /** The commands that show and change statistics. */
    public List<Command> commands(Supplier<List<Subnet>> subnets) {
        List<Command> commands = new ArrayList<>(StatisticCommands.of(statistics));
        commands.add(new SubnetStatistics(statistics, table, subnets, clock));
        return commands;
    }
}
