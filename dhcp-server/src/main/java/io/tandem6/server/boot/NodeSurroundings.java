package io.tandem6.server.boot;

import io.tandem6.config.ServerConfig;
import io.tandem6.runtime.Logging;
import io.tandem6.server.journal.LeaseFileCleanupTimer;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.net.UdpSockets;
import io.tandem6.server.net.UnusableSelection;
import io.tandem6.server.node.ConfigurationChange;
import io.tandem6.server.node.ConfigurationChange.Part;
import io.tandem6.server.peer.HttpPeerTransport;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * What stands around the node on a real host and follows its configuration: log, sockets, lease
 * file clean-up.
 *
 * @param debug log everything, whatever is configured
 * @param loop where the clean-up's timer belongs
 * @param control the control socket
 * @param sockets where clients are heard
 * @param cleanup when the lease file is cleaned up
 * @param peers how HA peers are reached
 * @param gauges shows the relationships and subnets of a configuration
 */
record NodeSurroundings(
        boolean debug,
        EventLoop loop,
        ControlChannel control,
        UdpSockets sockets,
        LeaseFileCleanupTimer cleanup,
        HttpPeerTransport peers,
        Consumer<ServerConfig> gauges)
        implements Reconfiguration.Surroundings {
    @Override
    public ControlChannel.Move prepare(ServerConfig next) throws IOException {
        return control.prepare(next.controlSocket());
    }

    @Override
    public List<UnusableSelection> unusable(ServerConfig next) {
        return sockets.unusable(next.interfaces());
    }

    @Override
    public void use(PeerIdentities identities) {
        peers.use(identities.contexts());
    }

    /** The log is set up again in any case, for log files that were moved away meanwhile. */
    @Override
    public void follow(ServerConfig next, ConfigurationChange change) {
        Logging.configure(DhcpServerApplication.ROOT_LOGGER, next.loggers(), debug);
        if (change.parts().contains(Part.INTERFACES)) {
            sockets.reconfigure(next.interfaces());
        }
        if (change.parts().contains(Part.LEASE_FILE_CLEANUP)) {
            long interval = next.leaseDatabase().lfcIntervalSeconds();
            loop.execute(() -> cleanup.restart(interval));
        }
        gauges.accept(next);
    }

    @Override
    public void giveUpReplaced() {
        control.closeReplaced();
    }
}
