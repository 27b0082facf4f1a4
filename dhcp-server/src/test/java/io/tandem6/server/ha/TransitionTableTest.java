package io.tandem6.server.ha;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.server.ha.HaState.Heartbeat;
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
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransitionTableTest {
    private static final Moment START = new Moment(0, Instant.parse("2026-11-03T01:00:00Z"));

    static Stream<Arguments> cells() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/ha/hot-standby-transitions.txt"))
                .stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split(" +"))
                .flatMap(
                        f ->
                                Stream.of(
                                        Arguments.of("server1", f[0], f[1], f[2]),
                                        Arguments.of("server2", f[0], f[1], f[3])));
    }

    @ParameterizedTest(name = "{0}: {1} sees {2}")
    @MethodSource("cells")
    void everyCell(String server, String own, String partner, String way) {
        Transition transition = HaMachine.step(in(server, own), hearing(partner));

        List<String> taken = new ArrayList<>();
        for (HaAction action : transition.actions()) {
            if (action instanceof HaAction.Report(HaNotice.StateChanged changed)) {
                taken.add(changed.to().wireName());
            } else if (action instanceof HaAction.StartSync) {
                taken.add("sync");
            }
        }
        assertThat(taken.isEmpty() ? "." : String.join("/", taken)).isEqualTo(way);
    }

    private static HaState in(String server, String own) {
        ServerState state = ServerState.ofWireName(own).orElseThrow();
        HaState initial =
                HaState.initial(TestSettings.of(server, Words.of("max-unacked-clients=0")), START);
        return new HaState(
                initial.settings(),
                state,
                state,
                ServingScopes.of(initial.settings(), state),
                initial.partner(),
                initial.clients(),
                initial.rejections(),
                0,
                Heartbeat.AWAITED,
                false,
                false,
                false,
                false,
                Set.of(state));
    }

    private static HaEvent hearing(String partner) {
        Moment soon = START.plus(Duration.ofSeconds(10));
        return switch (partner) {
            case "none" -> new HaEvent.UpdateFinished(soon, false, Set.of(), Set.of());
            case "unavailable" -> new HaEvent.HeartbeatFailed(soon);
            case "silent" -> new HaEvent.HeartbeatFailed(START.plus(Duration.ofMillis(60_001)));
            default ->
                    new HaEvent.HeartbeatAnswered(
                            soon,
                            new PartnerStatus(
                                    ServerState.ofWireName(partner).orElseThrow(),
                                    soon.wallClock(),
                                    Optional.empty(),
                                    OptionalLong.empty()));
        };
    }
}
