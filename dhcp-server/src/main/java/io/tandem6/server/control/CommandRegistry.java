package io.tandem6.server.control;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.log.EventLog;
import io.tandem6.wire.Excerpt;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The commands that there are, by name, and {@code list-commands}, which lists them. Whatever a
 * command does, the caller gets exactly one answer and no exception.
 */
public final class CommandRegistry {
    private static final String LIST_COMMANDS = "list-commands";

    private final NavigableMap<String, Command> commands = new ConcurrentSkipListMap<>();
    private final EventLog log;

    /** Holds {@code list-commands} and the given commands. */
    public CommandRegistry(Collection<? extends Command> commands, EventLog log) {
        this.log = log;
        add(new ListCommands());
        commands.forEach(this::add);
    }

    /**
     * Adds a command.
     *
     * @throws IllegalArgumentException if there is one of its name
     */
    public void add(Command command) {
        if (commands.putIfAbsent(command.name(), command) != null) {
            throw new IllegalArgumentException("two commands are named " + command.name());
        }
    }

    /**
     * Exchanges commands for others. Called on the event loop, so that no command is looked for in
     * between.
     *
     * @throws IllegalArgumentException if one of {@code after} has the name of a command that stays
     */
    public void replace(Collection<? extends Command> before, Collection<? extends Command> after) {
        before.forEach(command -> commands.remove(command.name()));
        after.forEach(this::add);
    }

    /**
     * Executes a command. Called on the event loop; {@code answer} is called exactly once, on the
     * loop, now or later.
     */
    public void execute(ControlRequest request, Consumer<ControlResponse> answer) {
        String name = Excerpt.of(request.command());
        log.log(CommandMessage.COMMAND_RECEIVED, name);
        Command command = commands.get(request.command());
        if (command == null) {
            answer.accept(
                    new ControlResponse(
                            ControlResponse.UNSUPPORTED,
                            "'" + name + "' command not supported.",
                            null));
            return;
        }
        AtomicBoolean answered = new AtomicBoolean();
        Consumer<ControlResponse> once =
                response -> {
                    if (!answered.getAndSet(true)) {
                        answer.accept(response);
                    }
                };
        try {
            command.execute(request, once);
        } catch (RuntimeException e) {
            log.log(CommandMessage.COMMAND_PROCESS_ERROR2, name, e);
            once.accept(
                    ControlResponse.error(
                            "command '%s' failed unexpectedly (%s); see the server's log"
                                    .formatted(name, e.getClass().getSimpleName())));
        }
    }

    private final class ListCommands implements Command {
        @Override
        public String name() {
            return LIST_COMMANDS;
        }

        @Override
        public void execute(ControlRequest request, Consumer<ControlResponse> answer) {
            ArrayNode names = JsonNodeFactory.instance.arrayNode();
            commands.keySet().forEach(names::add);
            answer.accept(ControlResponse.success(null, names));
        }
    }
}
