package io.tandem6.simulator.network;

import io.tandem6.config.HaSettings.Peer;
import io.tandem6.control.ControlCodec;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.peer.PeerResult;
import io.tandem6.server.peer.PeerTransport;
import io.tandem6.simulator.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The way between the two servers, through the agent of the one that is asked. Loss does not lose
 * what is sent over TCP but delays it, breaks connections, and loses answers to what was executed.
 * What the sender has given up may arrive all the same.
 */
public final class PeerNetwork {
    private static final double LATE_WHEN_CUT = 0.3;
    private static final long LATEST = 40 * Timeline.SECOND;

    private final Timeline timeline;
    private final RandomGenerator random;
    private final List<? extends Server> servers;
    private final Listener listener;
    private final boolean[] cutFrom = new boolean[2];
    private Weather weather = Weather.FAIR;
    private Set<String> unanswered = Set.of();
    private double unansweredProbability;

    /** A server as its partner reaches it. */
    public interface Server {
        /** Executes a command; false if there is nobody to execute it. */
        boolean execute(ControlRequest request, Consumer<ControlResponse> answer);

        /** True if somebody answers for it while it is down. */
        boolean agentAnswers();
    }

    /** Hears what goes between the servers. */
    public interface Listener {
        /** A command arrives at server {@code to}; {@code late} if the sender has given it up. */
        void arrives(int to, ControlRequest request, boolean late);

        /** An outcome reaches the server {@code to} that asked. */
        void outcome(int to, ControlRequest request, PeerResult result);
    }

    /** Joins two servers. */
    public PeerNetwork(
            Timeline timeline,
            RandomGenerator random,
            List<? extends Server> servers,
            Listener listener) {
        this.timeline = timeline;
        this.random = random;
        this.servers = servers;
        this.listener = listener;
    }

    /** How the way behaves from now on. */
    public void setWeather(Weather next) {
        weather = next;
    }

    /** True if nothing gets from one of the servers to the other. */
    public boolean isCut() {
        return cutFrom[0] || cutFrom[1];
    }

    /** How the way behaves. */
    public Weather weather() {
        return weather;
    }

    /** Has answers to these commands get lost, with this probability. */
    public void loseAnswers(Set<String> commands, double probability) {
        unanswered = Set.copyOf(commands);
        unansweredProbability = probability;
    }

    /** Whether nothing that server {@code from} sends arrives. */
    public void cut(int from, boolean yes) {
        cutFrom[from] = yes;
    }

    /** The way from one life of a server to the other server. */
    public PeerTransport transport(int from, EventLoop loop) {
        return new PeerTransport() {
            @Override
            public void send(
                    Peer peer, ObjectNode command, Duration timeout, Consumer<PeerResult> done) {
                new Call(from, loop, request(command), true, done).begin(timeout);
            }

            @Override
            public void send(Peer peer, String text, Duration timeout, Consumer<PeerResult> done) {
                new Call(from, loop, request(text), true, done).begin(timeout);
            }

            @Override
            public void sendOnce(
                    Peer peer, ObjectNode command, Duration timeout, Consumer<PeerResult> done) {
                new Call(from, loop, request(command), false, done).begin(timeout);
            }

            @Override
            public void sendOnce(
                    Peer peer, String text, Duration timeout, Consumer<PeerResult> done) {
                new Call(from, loop, request(text), false, done).begin(timeout);
            }
        };
    }

    /** Values go as they are: that they survive as text is tested elsewhere. */
    private static ControlRequest request(ObjectNode command) {
        return new ControlRequest(
                command.required("command").stringValue(), command.get("arguments"));
    }

    private static ControlRequest request(String text) {
        return switch (ControlCodec.decode(text.getBytes(StandardCharsets.UTF_8))) {
            case ControlCodec.Decoded.Accepted accepted -> accepted.request();
            case ControlCodec.Decoded.Refused refused ->
                    throw new IllegalStateException("a command is refused: " + refused);
            case ControlCodec.Decoded.Malformed malformed ->
                    throw new IllegalStateException("a command is no JSON: " + malformed);
        };
    }

    private final class Call {
        private final int from;
        private final int to;
        private final EventLoop loop;
        private final ControlRequest request;
        private final boolean repeatable;
        private final Consumer<PeerResult> done;
        private EventLoop.@Nullable Timer patience;
        private boolean over;

        private Call(
                int from,
                EventLoop loop,
                ControlRequest request,
                boolean repeatable,
                Consumer<PeerResult> done) {
            this.from = from;
            this.to = 1 - from;
            this.loop = loop;
            this.request = request;
            this.repeatable = repeatable;
            this.done = done;
        }

        private void begin(Duration timeout) {
            patience =
                    loop.schedule(
                            timeout,
                            () ->
                                    finish(
                                            new PeerResult.Unreachable(
                                                    PeerResult.Cause.TIMEOUT,
                                                    "no answer in time")));
            if (cutFrom[from] || cutFrom[to]) {
                // A new connection needs both ways; what an old one holds goes on later, or never.
                boolean arrives = !cutFrom[from] || random.nextDouble() < LATE_WHEN_CUT;
                if (arrives) {
                    timeline.after(
                            cutFrom[from]
                                    ? random.nextLong(Timeline.SECOND, LATEST)
                                    : weather.latency(random),
                            this::arrive);
                }
                return;
            }
            timeline.after(way(), this::arrive);
            if (repeatable && random.nextDouble() < weather.duplication()) {
                timeline.after(way() + way(), this::arrive);
            }
        }

        /** What is lost once is sent again by TCP. */
        private long way() {
            long way = weather.latency(random);
            for (long wait = Timeline.SECOND / 5;
                    weather.loss() > 0 && random.nextDouble() < weather.loss();
                    wait *= 2) {
                way += wait;
            }
            return way;
        }

        private void arrive() {
            if (cutFrom[from]) {
                return;
            }
            listener.arrives(to, request, over);
            boolean executed = servers.get(to).execute(request, this::answer);
            if (!executed && servers.get(to).agentAnswers()) {
                answer(
                        ControlResponse.error(
                                "unable to forward command to the dhcp6 service: connection"
                                        + " refused. The server is likely to be offline"));
            }
        }

        private void answer(ControlResponse answer) {
            if (cutFrom[to]
                    || (unanswered.contains(request.command())
                            && random.nextDouble() < unansweredProbability)) {
                return;
            }
            if (weather.loss() > 0 && random.nextDouble() < weather.loss() / 4) {
                result(
                        new PeerResult.Unreachable(
                                PeerResult.Cause.BROKEN, "connection reset by peer"));
                return;
            }
            result(
                    new PeerResult.Answer(
                            answer.result(), String.valueOf(answer.text()), answer.arguments()));
        }

        private void result(PeerResult result) {
            timeline.after(way(), () -> loop.execute(() -> finish(result)));
        }

        private void finish(PeerResult result) {
            if (!over) {
                over = true;
                if (patience != null) {
                    patience.cancel();
                }
                listener.outcome(from, request, result);
                done.accept(result);
            }
        }
    }
}
