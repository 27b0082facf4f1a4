package io.tandem6.server.peer;

import io.tandem6.config.HaSettings.Peer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps commands until a test answers them. */
final class FakeTransport implements PeerTransport {
    private final Queue<Consumer<PeerResult>> waiting = new ArrayDeque<>();
    final List<JsonNode> sent = new ArrayList<>();
    final List<Duration> timeouts = new ArrayList<>();

    @Override
    public void send(Peer peer, String command, Duration timeout, Consumer<PeerResult> done) {
        sent.add(JsonMapper.shared().readTree(command));
        timeouts.add(timeout);
        waiting.add(done);
    }

    int underWay() {
        return waiting.size();
    }

    JsonNode last() {
        return sent.getLast();
    }

    void answer(String body) {
        waiting.remove()
                .accept(
                        AnswerReader.read(
                                200, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    void fail(PeerResult.Cause cause) {
        waiting.remove().accept(new PeerResult.Unreachable(cause, cause.name()));
    }
}
