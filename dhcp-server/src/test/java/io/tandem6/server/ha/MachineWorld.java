package io.tandem6.server.ha;

import io.tandem6.identity.Duid;
import io.tandem6.server.ha.HaEvent.NotificationAnswer;
import io.tandem6.server.ha.HaState.Heartbeat;
import io.tandem6.server.scenario.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** One machine, its clock and its heartbeat timer, played by a scenario. */
final class MachineWorld {
    private static final Moment BEGIN = new Moment(5_000, Instant.parse("2026-11-03T01:00:00Z"));

    private Moment now = BEGIN;
    private long heartbeatAt = Long.MAX_VALUE;
    private HaState state = HaState.initial(TestSettings.hotStandby("server1"), BEGIN);
    private List<String> trace = new ArrayList<>();

    List<String> play(String input) {
        trace = new ArrayList<>();
        Words words = Words.of(input);
        switch (words.at(0)) {
            case "server" -> {
                now = BEGIN;
                state = HaState.initial(TestSettings.of(words.at(1), words), now);
                step(new HaEvent.Started(now));
            }
            case "wait" -> pass(Words.millis(words.at(1)));
            case "answer" -> step(answer(words));
            case "silence" -> step(new HaEvent.HeartbeatFailed(now));
            case "sync" -> step(new HaEvent.SyncFinished(now, words.at(1).equals("done")));
            case "update" -> step(update(words));
            case "queued" ->
                    step(new HaEvent.UpdateQueued(now, words.plain().contains("overflow")));
            case "backlog" -> step(new HaEvent.BacklogFinished(now, words.at(1).equals("taken")));
            case "partner-reset" ->
                    step(new HaEvent.PartnerResetFinished(now, words.at(1).equals("done")));
            case "maintain" -> step(new HaEvent.MaintenanceRequested(now));
            case "maintain-no-more" -> step(new HaEvent.MaintenanceCancelRequested(now));
            case "partner-says" ->
                    step(
                            new HaEvent.NotificationAnswered(
                                    now,
                                    NotificationAnswer.valueOf(
                                            words.at(1).toUpperCase(Locale.ROOT)),
                                    ServerState.ofWireName(words.get("state", ""))));
            case "maintained", "maintained-no-more" ->
                    step(
                            new HaEvent.MaintenanceNotified(
                                    now,
                                    words.at(0).equals("maintained-no-more"),
                                    ServerState.ofWireName(words.get("state", ""))));
            case "withheld" -> step(new HaEvent.UpdateWithheld(now));
            case "lost" -> step(new HaEvent.PartnerLost(now));
            case "query" -> step(query(words));
            case "blocked" -> step(new HaEvent.ServiceBlocked(now, true));
            case "unblocked" -> step(new HaEvent.ServiceBlocked(now, false));
            case "notified" -> step(new HaEvent.SyncCompleteNotified(now));
            case "accord" ->
                    step(
                            new HaEvent.AccordChanged(
                                    now,
                                    HaState.Accord.valueOf(words.at(1).toUpperCase(Locale.ROOT))));
            case "reset" -> step(new HaEvent.ResetRequested(now));
            case "continue" -> step(new HaEvent.ContinueRequested(now));
            case "scopes" ->
                    step(
                            new HaEvent.ScopesRequested(
                                    now,
                                    Set.copyOf(words.plain().subList(1, words.plain().size()))));
            default -> throw new IllegalArgumentException(input);
        }
        trace.add(describe());
        return trace;
    }

    private void pass(long millis) {
        long end = now.monotonicMillis() + millis;
        if (heartbeatAt <= end) {
            now = now.plus(Duration.ofMillis(heartbeatAt - now.monotonicMillis()));
            heartbeatAt = Long.MAX_VALUE;
            trace.add(clock());
            step(new HaEvent.HeartbeatDue(now));
        }
        now = now.plus(Duration.ofMillis(end - now.monotonicMillis()));
    }

    /** To a heartbeat of just now, or of {@code age} ago. */
    private HaEvent answer(Words words) {
        long age = Words.millis(words.get("age", "0s"));
        return new HaEvent.HeartbeatAnswered(now, now.plus(Duration.ofMillis(-age)), status(words));
    }

    private PartnerStatus status(Words words) {
        return new PartnerStatus(
                ServerState.ofWireName(words.at(1)).orElseThrow(),
                now.wallClock().plusSeconds(words.number("skew", 0)),
                Optional.ofNullable(words.settings().get("scopes"))
                        .map(s -> Arrays.stream(s.split(",")).filter(n -> !n.isEmpty()).toList()),
                words.settings().containsKey("unsent")
                        ? OptionalLong.of(words.number("unsent", 0))
                        : OptionalLong.empty());
    }

    private HaEvent update(Words words) {
        Set<Duid> client = Set.of(Duid.parse(words.get("duid", "000301")));
        return switch (words.at(1)) {
            case "accepted" -> new HaEvent.UpdateFinished(now, false, client, Set.of());
            case "rejected" -> new HaEvent.UpdateFinished(now, false, Set.of(), client);
            case "failed" -> new HaEvent.UpdateFinished(now, true, Set.of(), Set.of());
            default -> throw new IllegalArgumentException(words.at(1));
        };
    }

    private HaEvent query(Words words) {
        String duid = words.get("duid", "");
        return new HaEvent.QueryLeftToPartner(
                now,
                duid.isEmpty() ? null : Duid.parse(duid),
                (int) words.number("elapsed", -1),
                words.plain().contains("answered"));
    }

    private void step(HaEvent event) {
        Transition transition = HaMachine.step(state, event);
        state = transition.state();
        for (HaAction action : transition.actions()) {
            switch (action) {
                case HaAction.ScheduleHeartbeat s -> {
                    heartbeatAt = now.monotonicMillis() + s.delayMillis();
                    trace.add("- heartbeat in " + s.delayMillis() + " ms");
                }
                case HaAction.CancelHeartbeat ignored -> {
                    heartbeatAt = Long.MAX_VALUE;
                    trace.add("- no heartbeat");
                }
                case HaAction.SendHeartbeat ignored -> trace.add("- send heartbeat");
                case HaAction.StartSync ignored -> trace.add("- start synchronization");
                case HaAction.AbandonSync ignored -> trace.add("- abandon synchronization");
                case HaAction.SendBacklog ignored -> trace.add("- send backlog");
                case HaAction.DropBacklog ignored -> trace.add("- drop backlog");
                case HaAction.ResetPartner ignored -> trace.add("- reset partner");
                case HaAction.NotifyMaintenance n ->
                        trace.add(
                                "- notify partner of maintenance"
                                        + (n.cancel() ? " no more, " : ", ")
                                        + n.state().wireName());
                case HaAction.TakeOver ignored -> trace.add("- take over");
                case HaAction.Report report -> trace.add("- report " + describe(report.notice()));
            }
        }
    }

    private static String describe(HaNotice notice) {
        return switch (notice) {
            case HaNotice.StateChanged n ->
                    n.from().wireName()
                            + " -> "
                            + n.to().wireName()
                            + ", partner "
                            + name(n.partner());
            case HaNotice.Paused n -> "paused in " + n.state().wireName();
            case HaNotice.Continued n -> "continued in " + n.state().wireName();
            case HaNotice.CommunicationInterrupted ignored -> "communication interrupted";
            case HaNotice.ClockSkewHigh n -> "clock skew " + n.seconds() + " s";
            case HaNotice.ClockSkewTerminates n -> "too much clock skew " + n.seconds() + " s";
            case HaNotice.RejectionsTerminate n -> "too many rejections: " + n.clients();
            case HaNotice.PartnerStateInvalid n -> "impossible partner " + n.state().wireName();
            case HaNotice.PartnerStaysTerminated ignored -> "partner stays terminated";
            case HaNotice.BacklogOverflowed ignored -> "backlog overflowed";
            case HaNotice.MaintenanceWithoutPartner ignored -> "maintenance without partner";
        };
    }

    private static String name(ServerState state) {
        return state == null ? "unknown" : state.wireName();
    }

    private String clock() {
        return "at " + (now.monotonicMillis() - BEGIN.monotonicMillis()) + " ms";
    }

    private String describe() {
        String text =
                state.current().wireName()
                        + ", service "
                        + (state.serviceOn() ? "on" : "off")
                        + ", scopes "
                        + state.scopes().stream().sorted().collect(Collectors.toList())
                        + ", partner "
                        + name(state.partner().state());
        if (state.isInterrupted(now)) {
            text +=
                    ", interrupted (connecting "
                            + state.clients().connecting()
                            + ", unacked "
                            + state.clients().unacked().size()
                            + ", left "
                            + state.unackedClientsLeft(now)
                            + ", analyzed "
                            + state.clients().analyzedPackets()
                            + ")";
        }
        if (state.unsentUpdates() > 0) {
            text += ", unsent " + state.unsentUpdates();
        }
        if (state.recovery().owesUpdates()) {
            text += state.recovery().overflowed() ? ", backlog overflowed" : ", backlog";
        }
        if (state.recovery().attempt() != Recovery.Attempt.NONE) {
            text += ", " + state.recovery().attempt();
        }
        if (state.maintenance() != HaState.MaintenanceCommand.NONE) {
            text += ", maintenance " + state.maintenance();
        }
        if (state.announced() != state.current()) {
            text += ", announced as " + state.announced().wireName();
        }
        if (state.paused()) {
            text += ", paused";
        }
        if (state.heartbeat() == Heartbeat.AWAITED) {
            text += ", heartbeat awaited";
        }
        return text;
    }
}
