package io.tandem6.server.ha;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.server.ha.HaState.Heartbeat;
import io.tandem6.server.scenario.Words;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the next heartbeat is sent, with a delay of 10 s unless told otherwise. */
class HeartbeatPaceTest {
    private static final Moment AT = new Moment(0, Instant.EPOCH);

    @ParameterizedTest
    @CsvSource({
        "READY,       IDLE,      ,                  SCHEDULED, in 10000",
        "READY,       IDLE,      synced,            SCHEDULED, in 100",
        "READY,       IDLE,      heartbeat-delay=7 synced, SCHEDULED, in 7",
        "READY,       SCHEDULED, ,                  SCHEDULED, ",
        "READY,       AWAITED,   ,                  AWAITED,   ",
        "READY,       OVERTAKEN, ,                  OVERTAKEN, ",
        "READY,       IDLE,      synchronizing,     IDLE,      ",
        "READY,       SCHEDULED, synchronizing,     IDLE,      none",
        "READY,       AWAITED,   synchronizing,     AWAITED,   ",
        "READY,       IDLE,      heartbeat-delay=0, IDLE,      ",
        "READY,       IDLE,      mode=passive-backup, IDLE,    ",
        "BACKUP,      SCHEDULED, ,                  IDLE,      none",
    })
    void thereIsOneWhereOneIsWanted(
            ServerState current, Heartbeat before, String as, Heartbeat after, String actions) {
        Step step = step(as == null ? "" : as, before);
        step.current = current;

        expect(step, HeartbeatPace::plan, after, actions);
    }

    @ParameterizedTest
    @CsvSource({
        "IDLE,      IDLE,      ,     AWAITED, send",
        "SCHEDULED, AWAITED,   send, AWAITED, none send",
        "AWAITED,   AWAITED,   ,     AWAITED, ",
        // What comes of it is older than what is asked now.
        "OVERTAKEN, OVERTAKEN, ,     AWAITED, send",
    })
    void oneIsSentWhenItIsTimeOrAtOnce(
            Heartbeat before, Heartbeat due, String then, Heartbeat asked, String atOnce) {
        expect(step("", before), HeartbeatPace::due, due, then);
        expect(step("", before), HeartbeatPace::askAtOnce, asked, atOnce);
    }

    @ParameterizedTest
    @CsvSource({
        "AWAITED,   false, false",
        "AWAITED,   true,  true",
        "OVERTAKEN, false, true",
        "OVERTAKEN, true,  true",
    })
    void theServiceWaitsForThePartnerThatHasFetched(
            Heartbeat before, boolean notReadyYet, boolean waits) {
        Step step = step("synced", before);

        expect(step, s -> HeartbeatPace.ended(s, notReadyYet), Heartbeat.IDLE, null);

        assertThat(step.syncedByPartner).isEqualTo(waits);
    }

    @ParameterizedTest
    @CsvSource({
        "IDLE,      ,                  true,  IDLE,      ",
        "SCHEDULED, ,                  true,  IDLE,      none",
        "AWAITED,   ,                  true,  OVERTAKEN, ",
        "IDLE,      heartbeat-delay=0, false, IDLE,      ",
    })
    void thePartnerHasFetched(
            Heartbeat before, String as, boolean waits, Heartbeat after, String actions) {
        Step step = step(as == null ? "" : as, before);

        expect(step, HeartbeatPace::awaitReadyPartner, after, actions);

        assertThat(step.syncedByPartner).isEqualTo(waits);
    }

    private static Step step(String as, Heartbeat heartbeat) {
        Words words = Words.of(as);
        Step step = new Step(HaState.initial(TestSettings.of("server1", words), AT), AT);
        step.heartbeat = heartbeat;
        step.syncedByPartner = words.plain().contains("synced");
        step.synchronizing = words.plain().contains("synchronizing");
        return step;
    }

    private static void expect(
            Step step, Consumer<Step> what, Heartbeat heartbeat, String actions) {
        what.accept(step);

        assertThat(step.heartbeat).isEqualTo(heartbeat);
        assertThat(describe(step.actions)).isEqualTo(actions == null ? "" : actions);
    }

    private static String describe(List<HaAction> actions) {
        return actions.stream()
                .map(
                        action ->
                                switch (action) {
                                    case HaAction.ScheduleHeartbeat s -> "in " + s.delayMillis();
                                    case HaAction.CancelHeartbeat ignored -> "none";
                                    case HaAction.SendHeartbeat ignored -> "send";
                                    default -> throw new AssertionError(action);
                                })
                .collect(Collectors.joining(" "));
    }
}
