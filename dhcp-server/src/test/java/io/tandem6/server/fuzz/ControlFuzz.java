package io.tandem6.server.fuzz;

import io.tandem6.config.JsonValue;
import io.tandem6.config.ServerConfig;
import io.tandem6.control.ControlCodec;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.control.JsonFrame;
import io.tandem6.server.admin.ConfigurationCommands;
import io.tandem6.server.admin.Configurations;
import io.tandem6.server.control.Command;
import io.tandem6.server.control.CommandRegistry;
import io.tandem6.server.node.ConfigurationChange;
import io.tandem6.server.peer.PeerResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What comes over the control socket, framed, decoded and executed by a server. */
public final class ControlFuzz {
    private static final int COMMANDS_MAX = 8;
    private static final int LENGTH_MAX = 1 << 16;
    private static final long PATIENCE_SECONDS = 120;
    private static final JsonMapper JSON = new JsonMapper();

    private ControlFuzz() {}

    /** The input is one command after the other. A server is made only if there is one. */
    public static void fuzzerTestOneInput(byte[] input) {
        List<ControlRequest> requests = decoded(ByteBuffer.wrap(input));
        if (requests.isEmpty()) {
            return;
        }
        FuzzNode server =
                new FuzzNode(() -> new PeerResult.Unreachable(PeerResult.Cause.REFUSED, "refused"));
        List<Command> commands = new ArrayList<>(server.node.commands());
        commands.addAll(ConfigurationCommands.of(new InMemory(server)));
        CommandRegistry registry = new CommandRegistry(commands, server.log);
        requests.forEach(request -> execute(server, registry, request));
    }

    private static List<ControlRequest> decoded(ByteBuffer in) {
        List<ControlRequest> requests = new ArrayList<>();
        for (int i = 0; i < COMMANDS_MAX && in.hasRemaining(); i++) {
            if (!(new JsonFrame(LENGTH_MAX).accept(in) instanceof JsonFrame.Progress.Complete it)) {
                break;
            }
            switch (ControlCodec.decode(it.value())) {
                case ControlCodec.Decoded.Accepted accepted -> requests.add(accepted.request());
                case ControlCodec.Decoded.Refused refused -> ControlCodec.encode(refused.answer());
                case ControlCodec.Decoded.Malformed malformed -> {
                    if (malformed.reason().isBlank()) {
                        throw new AssertionError("no reason");
                    }
                }
            }
        }
        return requests;
    }

    private static void execute(FuzzNode server, CommandRegistry registry, ControlRequest request) {
        List<ControlResponse> answers = new ArrayList<>();
        registry.execute(request, answers::add);
        server.loop.run();
        if (answers.isEmpty()) {
            server.advanceSeconds(PATIENCE_SECONDS);
        }
        if (answers.size() != 1) {
            throw new AssertionError(request.command() + " was answered with " + answers);
        }
        JSON.readTree(ControlCodec.encode(answers.getFirst()));
    }

    /** Configurations without files. */
    private record InMemory(FuzzNode server) implements Configurations {
        @Override
        public JsonValue inForce() {
            return server.node.config().tree();
        }

        @Override
        public void test(JsonNode configuration, Consumer<TestOutcome> done) {
            done.accept(
                    problem(FuzzNode.parse(configuration.toString()).config())
                            .<TestOutcome>map(TestOutcome.Wrong::new)
                            .orElseGet(() -> new TestOutcome.Sane(List.of(), List.of())));
        }

        @Override
        public void set(JsonNode configuration, Consumer<ChangeOutcome> done) {
            Optional<ServerConfig> next = FuzzNode.parse(configuration.toString()).config();
            Optional<String> problem = problem(next);
            if (problem.isEmpty()) {
                server.node.reconfigure(next.orElseThrow());
            }
            done.accept(
                    problem.<ChangeOutcome>map(ChangeOutcome.Refused::new)
                            .orElseGet(() -> new ChangeOutcome.Applied(List.of())));
        }

        private Optional<String> problem(Optional<ServerConfig> next) {
            return next.map(n -> ConfigurationChange.between(server.node.config(), n))
                    .map(change -> String.join("; ", change.needsRestart()))
                    .or(() -> Optional.of("bad"))
                    .filter(text -> !text.isEmpty());
        }

        @Override
        public void reload(Consumer<ChangeOutcome> done) {
            done.accept(new ChangeOutcome.Refused("no file"));
        }

        @Override
        public void write(Optional<String> file, Consumer<WriteOutcome> done) {
            done.accept(new WriteOutcome.Failed("no file"));
        }
    }
}
