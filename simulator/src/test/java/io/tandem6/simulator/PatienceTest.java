package io.tandem6.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.option.ElapsedTime;
import io.tandem6.option.Options;
import io.tandem6.simulator.check.Violation;
import io.tandem6.simulator.check.ViolationKind;
import io.tandem6.simulator.client.ClientTraits;
import io.tandem6.simulator.fault.Fault;
import io.tandem6.simulator.fault.FaultKind;
import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.server.Rules;
import io.tandem6.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long clients may wait while one server is down. */
class PatienceTest {
    private static final int TRANSACTION = 7;

    private final Timeline timeline = new Timeline();
    private final List<ViolationKind> found = new ArrayList<>();
    private final ClientTraits client = ClientTraits.of(1, new SplittableRandom(1));

    /** The longest that one may wait by Kea's rules is between 267 and 330 seconds. */
    @ParameterizedTest(name = "{0}: asks after {1} seconds, answered after {2}")
    @CsvSource({
        "KEA, 0 60 120 180 240, 250, false",
        "KEA, 0 60 120 180 240, 1000, false",
        "KEA, 0 120 240 360 480, 500, true",
        "KEA, 0 600, 601, false",
        "CONTINUITY, 0 600, 601, false",
        "CONTINUITY, 30 31.5, 40, true",
        "CONTINUITY, 30 30.9, 31, false",
        "CONTINUITY, 30 30.9 31.5, 40, true"
    })
    void aWaitLastsUntilTheLastQuestionThatNobodyAnswered(
            Rules rules, String asks, long answered, boolean tooLong) {
        Patience patience = patience(rules);
        long begin = timeline.now();
        for (String ask : asks.split(" ")) {
            double seconds = Double.parseDouble(ask);
            timeline.runUntil(begin + (long) (seconds * Timeline.SECOND));
            patience.says(client, message(MessageType.RENEW, seconds));
        }
        timeline.runUntil(begin + answered * Timeline.SECOND);
        patience.hears(client, message(MessageType.REPLY, 0));

        assertThat(found.contains(ViolationKind.UNANSWERED)).isEqualTo(tooLong);
    }

    @ParameterizedTest
    @CsvSource({"RENEW, true, true", "RENEW, false, false", "SOLICIT, false, true"})
    void whoseLeasesAnOperatorTookIsNotAwaitedBeforeItAsksForOthers(
            String type, boolean holds, boolean tooLong) {
        Patience patience = patience(Rules.CONTINUITY, holds);
        int asked = type.equals("RENEW") ? MessageType.RENEW : MessageType.SOLICIT;
        long begin = timeline.now();
        for (double seconds : new double[] {30, 31.5}) {
            timeline.runUntil(begin + (long) (seconds * Timeline.SECOND));
            patience.says(client, message(asked, seconds));
        }

        assertThat(found.contains(ViolationKind.UNANSWERED)).isEqualTo(tooLong);
    }

    private Patience patience(Rules rules) {
        return patience(rules, true);
    }

    /** Of a server that is down alone, a second after all was well. */
    private Patience patience(Rules rules, boolean holds) {
        PairSettings settings = PairSettings.of(rules, 40, true, new SplittableRandom(1));
        FaultHistory faults = new FaultHistory(timeline, settings, List.of());
        timeline.runUntil(1000 * Timeline.SECOND);
        faults.begins(new Fault(FaultKind.CRASH, 0, timeline.now(), 2000 * Timeline.SECOND, 1));
        timeline.runUntil(1001 * Timeline.SECOND);
        return new Patience(timeline, settings, faults, anyone -> holds, this::note);
    }

    private void note(Violation violation) {
        found.add(violation.kind());
    }

    private static ClientMessage message(int type, double seconds) {
        int hundredths = (int) Math.min(seconds * 100, 0xffff);
        return new ClientMessage(
                type, TRANSACTION, Options.builder().add(new ElapsedTime(hundredths)).build());
    }
}
