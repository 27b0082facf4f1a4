package io.tandem6.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceCommandsTest {
    private static final PairPlan PLAN =
            PairPlan.of(
                    Path.of("/tmp/t6"),
                    "lo",
                    new PairPorts(
                            new PairPorts.Member(10547, 18001, 18081, 18082),
                            new PairPorts.Member(10548, 18002, 18083, 18084)));
    private static final ServiceCommands COMMANDS =
            ServiceCommands.java(
                    Path.of("/jdk/bin/java"),
                    List.of("-Xmx1g"),
                    Path.of("/lib/server.jar"),
                    Path.of("/lib/agent.jar"));

    @Test
    void theUsersOptionsWinOverOurs() {
        List<String> command = COMMANDS.serverOf(PLAN.primary()).command();

        assertThat(command).startsWith("/jdk/bin/java", "-Xmx128m");
        assertThat(command.indexOf("-Xmx1g")).isGreaterThan(command.indexOf("-Xmx128m"));
        assertThat(command)
                .endsWith(
                        "-Xmx1g",
                        "-jar",
                        "/lib/server.jar",
                        "-c",
                        "/tmp/t6/server1/dhcp6.json",
                        "-p",
                        "10547");
    }

    @Test
    void agentsGetTheirFileAndNoUdpPort() {
        assertThat(COMMANDS.agentOf(PLAN.standby()).command())
                .endsWith("/lib/agent.jar", "-c", "/tmp/t6/server2/control-agent.json");
    }

    @Test
    void nothingIsLeftToTheUsersEnvironmentThatWouldMakeServersCollide() {
        assertThat(COMMANDS.serverOf(PLAN.primary()).environment())
                .containsEntry("TANDEM6_SERVER_NAME", "server1")
                .containsEntry("TANDEM6_SERVER_MANAGEMENT_PORT", "18081")
                .containsEntry("TANDEM6_SERVER_MANAGEMENT_ADDRESS", "127.0.0.1");
        assertThat(COMMANDS.agentOf(PLAN.standby()).environment())
                .containsEntry("TANDEM6_AGENT_MANAGEMENT_PORT", "18084")
                .containsEntry("KEA_PIDFILE_DIR", "/tmp/t6/server2");
    }

    @Test
    void aServerCanBeStartedByHandToo() {
        assertThat(ServiceCommands.serverCommandLine(PLAN.primary()))
                .isEqualTo(
                        "TANDEM6_SERVER_MANAGEMENT_PORT=18081 ./tandem6 server"
                                + " -c /tmp/t6/server1/dhcp6.json -p 10547");
    }
}
