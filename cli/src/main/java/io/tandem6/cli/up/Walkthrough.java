package io.tandem6.cli.up;

import io.tandem6.cli.client.Answer;
import io.tandem6.cli.client.Binding;
import io.tandem6.cli.client.RelayedClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@code up} shows, step by step. The first step that does not work ends it. */
final class Walkthrough {
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Duration TAKEOVER_PATIENCE = Duration.ofMinutes(1);
    private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(20);

    private final Pair pair;
    private final PairPlan plan;
    private final PairObserver observer;
    private final DemoClients clients;
    private final Narrator narrator;

    Walkthrough(Pair pair, PairObserver observer, DemoClients clients, Narrator narrator) {
        this.pair = pair;
        this.plan = pair.plan();
        this.observer = observer;
        this.clients = clients;
        this.narrator = narrator;
    }

    /** Starts the pair, and gives a client its leases. */
    Binding bringUp() throws IOException, StepFailed, InterruptedException {
        Overview.of(plan).forEach(narrator::line);
        narrator.event("pair", "starting 2 servers and 2 control agents");
        pair.start();
        awaitState(plan.members(), "hot-standby", START_PATIENCE);
        Binding binding = takeLease("client 1", clients.first());
        tellLeases(binding);
        return binding;
    }

    /** Kills the primary, shows that {@code binding} survives, and brings the primary back. */
    void failOver(Binding binding) throws IOException, StepFailed, InterruptedException {
        RunningService killed = pair.killServer(plan.primary());
        narrator.event(plan.primary().name(), "kill -9 " + killed.pid());
        awaitState(List.of(plan.standby()), "partner-down", TAKEOVER_PATIENCE);
        Answer rebound =
                required("client 1", "Rebind", clients.first().rebind(binding, CLIENT_PATIENCE));
        if (!rebound.binding().address().equals(binding.address())
                || !rebound.binding().prefix().equals(binding.prefix())) {
            throw new StepFailed("client 1 got other leases than it had", observer.logs());
        }
        narrator.event("client 1", "Rebind: keeps both, now from " + name(rebound));
        takeLease("client 2", clients.second());
        RunningService restarted = pair.startServer(plan.primary());
        narrator.event(plan.primary().name(), "started again, process " + restarted.pid());
        awaitState(plan.members(), "hot-standby", START_PATIENCE);
        compareLeases();
    }

    /** Lists commands worth typing. */
    void suggest(Binding binding) {
        Overview.suggestions(pair, binding).forEach(narrator::line);
    }

    /** Reports processes that end, until somebody ends this one. */
    void stay() throws InterruptedException {
        narrator.line("");
        narrator.line("The pair runs until you press Ctrl-C.");
        while (true) {
            Optional<RunningService> ended = pair.awaitEnd(Duration.ofDays(1));
            ended.ifPresent(this::tellEnd);
        }
    }

    private void awaitState(List<MemberPlan> members, String state, Duration patience)
            throws StepFailed, InterruptedException {
        observer.awaitState(
                members,
                state,
                patience,
                (member, seen) -> narrator.event(member.name(), "state " + seen));
    }

    private Binding takeLease(String who, RelayedClient client) throws IOException, StepFailed {
        Answer offer = required(who, "Solicit", client.solicit(CLIENT_PATIENCE));
        narrator.event(who, "Solicit: " + text(offer.binding()) + " offered by " + name(offer));
        Answer given = required(who, "Request", client.request(offer.binding(), CLIENT_PATIENCE));
        narrator.event(who, "Request: both given by " + name(given));
        return given.binding();
    }

    private Answer required(String who, String message, Optional<Answer> answer) throws StepFailed {
        return answer.orElseThrow(
                () ->
                        new StepFailed(
                                "%s had no usable answer to its %s for %d s"
                                        .formatted(who, message, CLIENT_PATIENCE.toSeconds()),
                                observer.logs()));
    }

    private void tellLeases(Binding binding) throws StepFailed, InterruptedException {
        for (MemberPlan member : plan.members()) {
            observer.requireLeases(member, binding);
            narrator.event(
                    member.name(), "has both leases, valid for " + binding.validLifetime() + " s");
        }
    }

    private void compareLeases() throws StepFailed, InterruptedException {
        LeaseListing primary = observer.leases(plan.primary());
        LeaseListing standby = observer.leases(plan.standby());
        if (!primary.equals(standby)) {
            throw new StepFailed(
                    "the servers' leases differ:\n  %s\n  %s"
                            .formatted(primary.leases(), standby.leases()),
                    observer.logs());
        }
        narrator.event(
                "pair", "both servers have the same %d leases".formatted(primary.leases().size()));
    }

    private void tellEnd(RunningService ended) {
        narrator.event(
                ended.spec().name(),
                "ended with status %d, log in %s"
                        .formatted(ended.process().exitValue(), ended.spec().log()));
        plan.members().stream()
                .filter(member -> member.name().equals(ended.spec().name()))
                .forEach(
                        member ->
                                narrator.line(
                                        "  start it again: "
                                                + ServiceCommands.serverCommandLine(member)));
    }

    private String name(Answer answer) {
        return plan.members().stream()
                .filter(member -> member.dhcpPort() == answer.from().getPort())
                .map(MemberPlan::name)
                .findFirst()
                .orElse(answer.from().toString());
    }

    private static String text(Binding binding) {
        return binding.address() + " and " + binding.prefix();
    }
}
