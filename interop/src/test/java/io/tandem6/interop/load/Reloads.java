package io.tandem6.interop.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Host;
import io.tandem6.interop.peer.AgentClient;
import io.tandem6.interop.peer.Peer;
import io.tandem6.interop.peer.Tandem6;
import java.time.Duration;
import java.util.function.Supplier;

/** Reloads of a configuration, one as soon as the other has been answered, under load. */
public final class Reloads {
    private static final String RATE = "500";

    /** Longer than the reloads take. */
    private static final String PERIOD_SECONDS = "40";

    private static final Duration END_LIMIT = Duration.ofSeconds(60);

    /** Later than perfdhcp's usual second: what is asked here is whether something is lost. */
    private static final String LATE_SECONDS = "5";

    private static final String LIFETIME = "\"valid-lifetime\": 4000,";

    private Reloads() {}

    /**
     * Reloads under 500 exchanges a second. The file has another lifetime and one subnet more each
     * other time.
     *
     * @param peer whose configuration is read again
     * @param configuration its configuration
     * @param count how often
     * @param state of the server or servers, which must stay what it is
     * @return what became of the load, of which nothing was lost but what the clients' machine lost
     */
    public static Perfdhcp.Result under(
            Host clients, Peer peer, String configuration, int count, Supplier<String> state) {
        String other =
                configuration
                        .replace(LIFETIME, "\"valid-lifetime\": 4400,")
                        .replace(
                                "\"subnet6\": [",
                                "\"subnet6\": [ { \"id\": 99, \"subnet\": \"2001:db8:99::/64\" },");
        assertThat(other).isNotEqualTo(configuration);
        String before = state.get();
        long overflows = Perfdhcp.overflows(clients);
        PerfdhcpRun load =
                PerfdhcpRun.start(
                        clients,
                        "reloads.log",
                        "-r",
                        RATE,
                        "-R",
                        "1000000",
                        "-p",
                        PERIOD_SECONDS,
                        "-d",
                        LATE_SECONDS,
                        "-d",
                        LATE_SECONDS);
        long start = System.nanoTime();
        for (int i = 1; i <= count; i++) {
            peer.configure(new Tandem6(), i % 2 == 0 ? configuration : other);
            AgentClient.Answer answer = peer.agent().command("config-reload");
            assertThat(answer.result()).as("reload %d: %s", i, answer.text()).isZero();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(load.isRunning()).as("the load outlasts the reloads").isTrue();
        Perfdhcp.Result result = load.await(END_LIMIT);
        assertThat(state.get()).isEqualTo(before);
        System.out.printf("%d reloads in %.1f s%n%s%n", count, seconds, result.output());
        assertThat(result.drops())
                .as(result.output())
                .isLessThanOrEqualTo(Perfdhcp.overflows(clients) - overflows);
        return result;
    }

    /** How often the log of a server has a message. */
    public static long logged(Peer peer, String message) {
        return peer.serverLog().lines().filter(line -> line.contains(" " + message + " ")).count();
    }
}
