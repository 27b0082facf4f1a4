package io.tandem6.cli.up;

import io.tandem6.cli.client.Binding;
import io.tandem6.control.ControlResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the servers of a pair what they know, and waits until they agree with expectations. */
final class PairObserver {
    /** How long a condition that is not fulfilled is left alone. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private final Pair pair;
    private final AgentClient agents;
    private final LongSupplier nanoTime;

    PairObserver(Pair pair, AgentClient agents, LongSupplier nanoTime) {
        this.pair = pair;
        this.agents = agents;
        this.nanoTime = nanoTime;
    }

    /**
     * Waits until the servers of all {@code members} report this HA state.
     *
     * @param changes is told each state that a server is seen in
     */
    void awaitState(
            List<MemberPlan> members,
            String state,
            Duration patience,
            BiConsumer<MemberPlan, String> changes)
            throws StepFailed, InterruptedException {
        long end = nanoTime.getAsLong() + patience.toNanos();
        Map<MemberPlan, String> seen = new HashMap<>();
        Map<MemberPlan, ControlResponse> answers = new LinkedHashMap<>();
        while (true) {
            for (MemberPlan member : members) {
                ControlResponse answer = heartbeat(member);
                answers.put(member, answer);
                String now = stateIn(answer);
                if (!now.isEmpty() && !now.equals(seen.put(member, now))) {
                    changes.accept(member, now);
                }
            }
            if (answers.values().stream().allMatch(answer -> state.equals(stateIn(answer)))) {
                return;
            }
            if (nanoTime.getAsLong() >= end) {
                throw new StepFailed(
                        "not all in state %s after %d s; last answers: %s"
                                .formatted(state, patience.toSeconds(), answers.values()),
                        logs());
            }
            Optional<RunningService> dead = pair.awaitEnd(POLL_INTERVAL);
            if (dead.isPresent()) {
                throw ended(dead.get());
            }
        }
    }

    /** Checks that {@code member} has both leases of {@code binding}. */
    void requireLeases(MemberPlan member, Binding binding) throws StepFailed, InterruptedException {
        require(member, leaseGet("IA_NA", binding.address().toString()));
        require(member, leaseGet("IA_PD", binding.prefix().address().toString()));
    }

    /** All leases of {@code member}. */
    LeaseListing leases(MemberPlan member) throws StepFailed, InterruptedException {
        return LeaseListing.of(require(member, AgentClient.command("lease6-get-all")).arguments());
    }

    /** The command for one lease. */
    static ObjectNode leaseGet(String type, String address) {
        ObjectNode command = AgentClient.command("lease6-get");
        command.putObject("arguments").put("type", type).put("ip-address", address);
        return command;
    }

    /** All logs there are. */
    List<Path> logs() {
        return pair.plan().members().stream()
                .<Path>mapMulti(
                        (member, logs) -> {
                            logs.accept(member.serverLog());
                            logs.accept(member.agentLog());
                        })
                .toList();
    }

    private ControlResponse require(MemberPlan member, ObjectNode command)
            throws StepFailed, InterruptedException {
        ControlResponse response = agents.ask(member.agentUri(), command);
        if (response.result() != ControlResponse.SUCCESS) {
            throw new StepFailed(
                    "%s answered %s with result %d, %s"
                            .formatted(member.name(), command, response.result(), response.text()),
                    List.of(member.serverLog(), member.agentLog()));
        }
        return response;
    }

    private ControlResponse heartbeat(MemberPlan member) throws InterruptedException {
        return agents.ask(member.agentUri(), AgentClient.command("ha-heartbeat"));
    }

    private static String stateIn(ControlResponse response) {
        JsonNode arguments = response.arguments();
        return arguments == null ? "" : arguments.path("state").asString("");
    }

    private static StepFailed ended(RunningService service) {
        return new StepFailed(
                "%s ended with status %d"
                        .formatted(service.spec().name(), service.process().exitValue()),
                List.of(service.spec().log()));
    }
}
