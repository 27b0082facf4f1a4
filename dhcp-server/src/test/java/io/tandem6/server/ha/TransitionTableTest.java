package io.tandem6.server.ha;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.HaSettings;
import io.tandem6.identity.Duid;
import io.tandem6.server.ha.HaState.Heartbeat;
import io.tandem6.server.ha.HaState.MaintenanceCommand;
import io.tandem6.server.scenario.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads {@code ha/transitions.txt}, which says what it means. */
class TransitionTableTest {
    private static final Path FILE = Path.of("src/test/resources/ha/transitions.txt");
    private static final Moment START = new Moment(0, Instant.parse("2026-11-03T01:00:00Z"));
    private static final List<String> PARTNERS =
            List.of(
                    "none",
                    "waiting",
                    "syncing",
                    "ready",
                    "hot-standby",
                    "load-balancing",
                    "communication-recovery",
                    "partner-down",
                    "in-maintenance",
                    "partner-in-maintenance",
                    "terminated",
                    "unavailable",
                    "silent",
                    "backup",
                    "passive-backup");

    static List<Arguments> cells() throws IOException {
        List<Arguments> cells = new ArrayList<>();
        String server = "";
        for (String line : Files.readAllLines(FILE)) {
            if (line.isBlank() || line.startsWith("#") || line.startsWith("own")) {
                continue;
            }
            List<String> words = List.of(line.split(" +"));
            if (words.size() == 2) {
                server = line;
                continue;
            }
            int begin = words.size() - PARTNERS.size();
            String own = String.join(" ", words.subList(0, begin));
            for (int i = 0; i < PARTNERS.size(); i++) {
                cells.add(Arguments.of(server, own, PARTNERS.get(i), words.get(begin + i)));
            }
        }
        return cells;
    }

    @ParameterizedTest(name = "{0}: {1} sees {2}")
    @MethodSource("cells")
    void everyCell(String server, String own, String partner, String expected) {
        List<String> conditions = List.of(own.split(" "));
        HaState state = state(settings(server, conditions), conditions, partner);

        Transition transition =
                HaMachine.step(
                        state,
                        new HaEvent.UpdateFinished(
                                START.plus(age(conditions, partner)), false, Set.of(), Set.of()));

        assertThat(first(transition.actions())).isEqualTo(expected);
    }

    private static HaSettings settings(String server, List<String> conditions) {
        String mode = server.split(" ")[0];
        return TestSettings.of(
                server.endsWith("primary") ? "server1" : "server2",
                Words.of(
                        "max-unacked-clients=0 mode="
                                + mode
                                + (conditions.contains("no-sync") ? " sync-leases=false" : "")
                                + (conditions.contains("no-recovery")
                                        ? " delayed-updates-limit=0"
                                        : "")));
    }

    private static Duration age(List<String> conditions, String partner) {
        if (conditions.contains("long")) {
            return Duration.ofMinutes(10);
        }
        return conditions.contains("interrupted") || partner.equals("silent")
                ? Duration.ofMillis(60_001)
                : Duration.ofSeconds(10);
    }

    private static HaState state(HaSettings settings, List<String> conditions, String partner) {
        ServerState own = ServerState.ofWireName(conditions.getFirst()).orElseThrow();
        return new HaState(
                settings,
                own,
                START,
                own,
                ServingScopes.of(settings, own),
                partner(conditions, partner),
                Clients.NONE,
                conditions.contains("rejected") ? rejections() : Rejections.NONE,
                0,
                Heartbeat.SCHEDULED,
                false,
                false,
                false,
                new Recovery(
                        conditions.contains("backlog"),
                        conditions.contains("overflowed"),
                        Recovery.Attempt.NONE),
                MaintenanceCommand.NONE,
                accord(conditions),
                conditions.contains("paused"),
                Set.of(own));
    }

    private static HaState.Accord accord(List<String> conditions) {
        return conditions.contains("forgetful")
                ? HaState.Accord.PARTNER_FORGETFUL
                : conditions.contains("reconciled")
                        ? HaState.Accord.RECONCILED
                        : conditions.contains("continuous")
                                ? HaState.Accord.IN_FORCE
                                : HaState.Accord.NONE;
    }

    private static Rejections rejections() {
        return Rejections.NONE.rejected(
                IntStream.range(0, 10).mapToObj("0003000100%02x"::formatted).map(Duid::parse)
                        ::iterator,
                START);
    }

    private static Partner partner(List<String> conditions, String name) {
        Partner unknown = Partner.unknown(START);
        return switch (name) {
            case "none" -> unknown;
            case "unavailable", "silent" -> unknown.unreachable(START);
            default ->
                    unknown.heard(
                            new PartnerStatus(
                                    ServerState.ofWireName(name).orElseThrow(),
                                    START.wallClock()
                                            .plusSeconds(conditions.contains("skewed") ? 61 : 0),
                                    Optional.empty(),
                                    conditions.contains("missed")
                                            ? OptionalLong.of(1)
                                            : OptionalLong.empty()),
                            START);
        };
    }

    private static String first(List<HaAction> actions) {
        for (HaAction action : actions) {
            switch (action) {
                case HaAction.Report(HaNotice.StateChanged changed) -> {
                    return abbreviation(changed.to());
                }
                case HaAction.StartSync ignored -> {
                    return "F";
                }
                case HaAction.SendBacklog ignored -> {
                    return "send";
                }
                case HaAction.ResetPartner ignored -> {
                    return "reset";
                }
                default -> {}
            }
        }
        return ".";
    }

    private static String abbreviation(ServerState state) {
        return switch (state) {
            case WAITING -> "W";
            case SYNCING -> "S";
            case READY -> "R";
            case HOT_STANDBY -> "HS";
            case LOAD_BALANCING -> "LB";
            case COMMUNICATION_RECOVERY -> "CR";
            case PARTNER_DOWN -> "PD";
            case IN_MAINTENANCE -> "IM";
            case PARTNER_IN_MAINTENANCE -> "PIM";
            case TERMINATED -> "T";
            case BACKUP, PASSIVE_BACKUP, UNAVAILABLE -> state.wireName();
        };
    }
}
