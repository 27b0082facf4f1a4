package io.tandem6.agent.boot;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tandem6.agent.command.CommandMeter;
import io.tandem6.agent.socket.DaemonAnswer;
import io.tandem6.control.ControlResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts in Micrometer. */
final class MicrometerCommandMeter implements CommandMeter {
    /** More than Kea has commands. Names come from outside: what is beyond counts as "other". */
    private static final int NAMES_MAX = 250;

    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    MicrometerCommandMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void answered(String command, int result) {
        count("agent", command, result);
    }

    @Override
    public void forwarded(String service, String command, int result, Duration took) {
        count(service, command, result);
        time(service, "answered", took);
    }

    @Override
    public void failed(String service, DaemonAnswer.Reason reason, Duration took) {
        String name = reason.name().toLowerCase(Locale.ROOT);
        Counter.builder("tandem6.agent.forward.failures")
                .description("Commands that a daemon did not answer")
                .tag("service", service)
                .tag("reason", name)
                .register(registry)
                .increment();
        time(service, name, took);
    }

    private void count(String service, String command, int result) {
        Counter.builder("tandem6.agent.commands")
                .description("Commands answered, by who answered and with which result")
                .tag("service", service)
                .tag("command", name(command, result))
                .tag("result", String.valueOf(result))
                .register(registry)
                .increment();
    }

    private void time(String service, String outcome, Duration took) {
        Timer.builder("tandem6.agent.forward")
                .description("Time from sending a command to a daemon to its whole answer")
                .tag("service", service)
                .tag("outcome", outcome)
                .register(registry)
                .record(took);
    }

    /** A name counts once some command of it was known to whoever answered. */
    private String name(String command, int result) {
        if (names.contains(command)) {
            return command;
        }
        boolean known = result != ControlResponse.UNSUPPORTED && result != ControlResponse.ERROR;
        if (known && names.size() < NAMES_MAX) {
            names.add(command);
            return command;
        }
        return OTHER;
    }
}
