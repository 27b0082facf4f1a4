package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.lease.UpdateNumber;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.Moment;
import io.tandem6.server.ha.PartnerStatus;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.ha.TestSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HeartbeatAnswerTest {
    private static final Instant THIRD = Instant.parse("2026-11-03T01:56:42.9Z");

    @Test
    void daysHaveTwoDigits() {
        HaState state = HaState.initial(TestSettings.hotStandby("server1"), new Moment(0, THIRD));

        assertThat(
                        HeartbeatAnswer.encode(state, Optional.empty(), Optional.empty(), THIRD)
                                .toString())
                .isEqualTo(
                        """
                        {"date-time":"Tue, 03 Nov 2026 01:56:42 GMT","scopes":[],\
                        "state":"waiting","unsent-update-count":0}\
                        """);
    }

    @Test
    void aServerSaysHowFarItsUpdatesAre() throws Exception {
        HaState state = HaState.initial(TestSettings.hotStandby("server1"), new Moment(0, THIRD));
        UpdateNumber settled = new UpdateNumber(1_795_000_000, 17);

        UpdateNumber last = new UpdateNumber(1_795_000_000, 19);

        JsonNode answer =
                HeartbeatAnswer.encode(
                        state,
                        Optional.of(new HeartbeatAnswer.Progress(settled, last)),
                        Optional.empty(),
                        THIRD);

        assertThat(HeartbeatAnswer.settled(answer)).contains(settled);
        assertThat(HeartbeatAnswer.last(answer)).contains(last);
        assertThat(HeartbeatAnswer.settled(JsonMapper.shared().readTree("{}"))).isEmpty();
        assertThat(
                        HeartbeatAnswer.settled(
                                JsonMapper.shared()
                                        .readTree(
                                                "{\"settled-update\":{\"incarnation\":-1,"
                                                        + "\"sequence\":\"x\"}}")))
                .isEmpty();
    }

    @Test
    void readsWhatKeaSends() throws Exception {
        PartnerStatus status =
                decode(
                        "{'date-time':'Mon, 23 Nov 2026 01:48:20 GMT','scopes':['server1'],"
                                + "'state':'hot-standby','unsent-update-count':271}");

        assertThat(status.state()).isEqualTo(ServerState.HOT_STANDBY);
        assertThat(status.dateTime()).isEqualTo(Instant.parse("2026-11-23T01:48:20Z"));
        assertThat(status.scopes()).contains(List.of("server1"));
        assertThat(status.unsentUpdates()).hasValue(271);
    }

    @Test
    void olderServersSayLess() throws Exception {
        PartnerStatus status =
                decode("{'date-time':'Mon, 23 Nov 2026 01:48:20 GMT','state':'waiting'}");

        assertThat(status.scopes()).isEmpty();
        assertThat(status.unsentUpdates()).isEmpty();
    }

    @Test
    void badScopesAreIgnored() throws Exception {
        assertThat(
                        decode(
                                        "{'date-time':'Mon, 23 Nov 2026 01:48:20 GMT',"
                                                + "'state':'waiting','scopes':[1]}")
                                .scopes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{'state':'waiting'}",
                "{'date-time':'Mon, 23 Nov 2026 01:48:20 GMT'}",
                "{'date-time':'Mon, 23 Nov 2026 01:48:20 GMT','state':'WAITING'}",
                "{'date-time':'Mon, 23 Nov 2026 01:48:20 GMT','state':'asleep'}",
                "{'date-time':'Tue, 3 Nov 2026 01:48:20 GMT','state':'waiting'}",
                "{'date-time':'Mon, 23 Nov 2026 01:48:20 +0000','state':'waiting'}",
                "{'date-time':'','state':'waiting'}",
                "{'date-time':7,'state':'waiting'}",
                "{'date-time':'Mon, 23 Nov 2026 01:48:20 GMT','state':'waiting',"
                        + "'unsent-update-count':'1'}",
                "{'date-time':'Mon, 23 Nov 2026 01:48:20 GMT','state':'waiting',"
                        + "'unsent-update-count':-1}",
            })
    void takesAnythingElseForNoAnswer(String arguments) {
        assertThatThrownBy(() -> decode(arguments))
                .isInstanceOf(HeartbeatAnswer.MalformedException.class);
    }

    private static PartnerStatus decode(String arguments)
            throws HeartbeatAnswer.MalformedException {
        JsonNode json = JsonMapper.shared().readTree(arguments.replace('\'', '"'));
        return HeartbeatAnswer.decode(json);
    }
}
