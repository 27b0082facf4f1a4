package io.tandem6.server.boot;

import io.tandem6.server.admin.AdminCommands;
import io.tandem6.server.admin.ConfigurationCommands;
import io.tandem6.server.admin.ServerStatus;
import io.tandem6.server.admin.ServerVersion;
import io.tandem6.server.control.Command;
import io.tandem6.server.node.ServerNode;
import io.tandem6.server.service.DhcpStateStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * The commands about the server as a whole.
 *
 * @param version what it is
 * @param started since when it runs
 * @param node its inside
 * @param reconfiguration changes its configuration
 * @param socketProblems what cannot be listened on at present
 * @param exit ends the process with a status
 */
record ServerCommands(
        ServerVersion version,
        Instant started,
        ServerNode node,
        Reconfiguration reconfiguration,
        Supplier<List<String>> socketProblems,
        IntConsumer exit) {
    List<Command> all() {
        List<Command> commands = new ArrayList<>(ConfigurationCommands.of(reconfiguration));
        commands.add(AdminCommands.versionGet(version));
        commands.add(AdminCommands.buildReport(version));
        commands.add(AdminCommands.statusGet(this::status));
        commands.add(AdminCommands.shutdown(this::stopSoon));
        return commands;
    }

    private ObjectNode status() {
        Instant now = Instant.now();
        return ServerStatus.of(
                ProcessHandle.current().pid(),
                Duration.between(started, now).toSeconds(),
                Duration.between(reconfiguration.configured(), now).toSeconds(),
                socketProblems.get(),
                DhcpStateStatus.of(node.serviceState()),
                node.relationships().status());
    }

    /** The command's answer must get out before the process ends. */
    private void stopSoon(int status) {
        Thread.ofPlatform().name("shutdown").start(() -> exit.accept(status));
    }
}
