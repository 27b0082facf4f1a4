package io.tandem6.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Host;
import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.load.BadPackets;
import io.tandem6.interop.peer.AgentClient;
import io.tandem6.interop.peer.Configuration;
import io.tandem6.interop.peer.Peer;
import io.tandem6.interop.peer.Tandem6;
import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmRun;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What operators and the network get wrong: the server says so and serves on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private static final Duration EXIT_LIMIT = Duration.ofSeconds(40);

    private Lab lab;
    private Peer peer;

    @BeforeAll
    void start() {
        lab = Lab.create("BadInputIT");
        peer = new Peer(lab.s1(), Lab.S1_ADDRESS, new Tandem6(), Configuration.alone());
        peer.start();
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void badPacketsAreCountedAndChangeNothing() {
        assertServes("before");
        int sent = BadPackets.send(lab.client(), lab.s1().linkLocalAddress());
        assertThat(sent).isGreaterThan(2000);
        assertServes("after");

        String metrics = metrics();
        assertThat(counters(metrics, "dhcp6_malformed_total"))
                .as(metrics)
                .anyMatch(line -> line.contains("TRUNCATED_HEADER") || line.contains("truncated"));
        assertThat(counters(metrics, "dhcp6_malformed_total")).hasSizeGreaterThan(5);
        assertThat(counters(metrics, "dhcp6_drops_total")).hasSizeGreaterThan(3);
        assertThat(peer.serverLog()).doesNotContain("Exception");
    }

    private void assertServes(String name) {
        SwarmReport report = SwarmRun.acquire(lab.client(), name, 20, 20, 10, true).await();
        assertThat(report.served()).as(name).isEqualTo(20);
        assertThat(report.longestWaitSeconds()).as(name).isLessThan(3);
    }

    /** Those that are not zero. */
    private static List<String> counters(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{") && !line.endsWith(" 0.0"))
                .toList();
    }

    private String metrics() {
        String url = "http://127.0.0.1:" + Tandem6.SERVER_MANAGEMENT_PORT + "/actuator/prometheus";
        return lab.s1().run(Duration.ofSeconds(10), List.of("curl", "-sf", url)).orThrow();
    }

    @Test
    void aSecondServerOnTheSameLeaseFileGivesUp() throws IOException {
        // Without interfaces and socket nothing else than the lease file is in its way.
        String other =
                Configuration.alone()
                        .replace("[ \"eth0\" ]", "[ ]")
                        .replace("/tmp/kea6-ctrl-socket", "/tmp/other-socket");
        String said = exitsWithOne("second.json", other, "second.log");
        assertThat(said).contains(Peer.LEASE_FILE);
        assertThat(peer.serverRuns()).isTrue();
        assertServes("beside-second");
    }

    @Test
    void aBrokenConfigurationIsRefusedWithItsPlace() throws IOException {
        String broken =
                """
                {
                  "Dhcp6": {
                    "interfaces-config": { "interfaces": [ "eth0" ] },
                    "subnet6": [
                      { "subnett": "2001:db8:1::/64" }
                    ]
                  }
                }
                """;
        String said = exitsWithOne("broken.json", broken, "broken.log");
        assertThat(said).contains("broken.json").contains("subnett");
        assertThat(said).containsPattern(Pattern.compile("5[:.] ?\\d+"));
    }

    @Test
    void aTruncatedConfigurationIsRefusedWithItsPlace() throws IOException {
        String said = exitsWithOne("cut.json", "{ \"Dhcp6\": {\n  \"subnet6\": [\n", "cut.log");
        assertThat(said).contains("cut.json").containsPattern(Pattern.compile("[23][:.] ?\\d+"));
    }

    private String exitsWithOne(String file, String configuration, String log) throws IOException {
        Host host = lab.s1();
        Process process = peer.startServerWith(host.write(file, configuration), log);
        Await.that("the end of the server with " + file, EXIT_LIMIT, () -> !process.isAlive());
        String said = Files.readString(host.file(log));
        assertThat(process.exitValue()).as(said).isEqualTo(1);
        return said;
    }

    @Test
    void malformedCommandsAreBadRequests() {
        AgentClient agent = peer.agent().from(lab.client());
        for (String body : List.of("{", "{ \"command\": ", "nonsense", "{}{}")) {
            assertThat(agent.post(body).status()).as("<%s>", body).isEqualTo(400);
        }
        assertThat(agent.command("version-get").result()).isZero();
    }
}
