package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.HaSettings;
import io.tandem6.log.EventLog;
import io.tandem6.log.LogMessage;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.TestSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes of having the partner start over. */
class PartnerResetTest {
    private final FakeTransport transport = new FakeTransport();
    private final List<LogMessage> said = new ArrayList<>();
    private final List<HaEvent> events = new ArrayList<>();
    private final HaSettings settings = TestSettings.hotStandby("server1");
    private final HaDriver driver =
            new HaDriver(
                    settings,
                    new FakeLoop(),
                    (timeout, answered) -> {},
                    (before, event, transition) -> events.add(event));

    @ParameterizedTest
    @CsvSource(
            nullValues = "silence",
            value = {
                "[{'result': 0; 'text': 'done'}],  true,  ",
                "[{'result': 1; 'text': 'no'}],    false, HA_RESET_FAILED",
                "silence,                          false, HA_RESET_COMMUNICATIONS_FAILED",
            })
    void isAnEventAndSaidIfItFails(String body, boolean successful, String message) {
        EventLog log = (what, arguments) -> said.add(what);
        new PartnerReset(transport, new PeerCommands("server1", 0), driver, log)
                .send(settings.partner().orElseThrow());

        assertThat(transport.last().path("command").asString()).isEqualTo("ha-reset");
        if (body == null) {
            transport.fail(PeerResult.Cause.TIMEOUT);
        } else {
            transport.answer(body.replace(';', ','));
        }

        assertThat(events)
                .containsExactly(new HaEvent.PartnerResetFinished(driver.moment(), successful));
        assertThat(said.stream().map(Object::toString))
                .isEqualTo(message == null ? List.of() : List.of(message));
    }
}
