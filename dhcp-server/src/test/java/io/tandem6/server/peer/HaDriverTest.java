package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.ha.TestSettings;
import io.tandem6.server.ha.Transition;
import io.tandem6.server.scenario.Words;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HaDriverTest {
    private final List<String> carriedOut = new ArrayList<>();
    private final HaDriver driver =
            new HaDriver(
                    TestSettings.of("server1", Words.of("mode=passive-backup")),
                    new FakeLoop(),
                    (timeout, answered) -> {},
                    this::carryOut);

    @Test
    void theNewStateIsInForceBeforeItIsCarriedOut() {
        driver.handle(new HaEvent.Started(driver.moment()));

        assertThat(carriedOut)
                .containsExactly("WAITING to PASSIVE_BACKUP in force PASSIVE_BACKUP false");
        assertThat(driver.state().current()).isEqualTo(ServerState.PASSIVE_BACKUP);
    }

    @Test
    void whatIsDoneAboutAnEventMayBeAnEvent() {
        driver.handle(new HaEvent.Started(driver.moment()));
        carriedOut.clear();

        driver.handle(new HaEvent.ServiceBlocked(driver.moment(), true));

        assertThat(carriedOut)
                .containsExactly(
                        "PASSIVE_BACKUP to PASSIVE_BACKUP in force PASSIVE_BACKUP true",
                        "PASSIVE_BACKUP to PASSIVE_BACKUP in force PASSIVE_BACKUP false");
        assertThat(driver.state().serviceBlocked()).isFalse();
    }

    @Test
    void nothingMovesARelationshipThatHasEnded() {
        HaState before = driver.state();
        driver.stop();

        driver.handle(new HaEvent.Started(driver.moment()));

        assertThat(driver.isStopped()).isTrue();
        assertThat(driver.state()).isSameAs(before);
        assertThat(carriedOut).isEmpty();
    }

    private void carryOut(HaState before, HaEvent event, Transition transition) {
        carriedOut.add(
                before.current()
                        + " to "
                        + transition.state().current()
                        + " in force "
                        + driver.state().current()
                        + " "
                        + driver.state().serviceBlocked());
        if (event instanceof HaEvent.ServiceBlocked blocked && blocked.blocked()) {
            driver.handle(new HaEvent.ServiceBlocked(driver.moment(), false));
        }
    }
}
