package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.ha.TestSettings;
import io.tandem6.server.scenario.Words;
import io.tandem6.server.service.DhcpService;
import io.tandem6.server.service.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a relationship makes of the DHCP service, and hears of it. */
class ServiceOriginTest {
    private static final int ID = 3;

    private final FakeLoop loop = new FakeLoop();
    private final DhcpService service = new DhcpService(loop);
    private final List<HaEvent> events = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "WAITING,     BACKUP,     false, true",
        "BACKUP,      BACKUP,     false, false",
        "BACKUP,      BACKUP,     true,  true",
        "WAITING,     BACKUP,     true,  true",
        "HOT_STANDBY, WAITING,    true,  false",
        "HOT_STANDBY, TERMINATED, false, false",
    })
    void aBackupServerBeginsWithItsServiceOff(
            ServerState before, ServerState after, boolean reset, boolean off) {
        HaDriver driver = driver("server1", "hot-standby");
        HaEvent event =
                reset
                        ? new HaEvent.ResetRequested(driver.moment())
                        : new HaEvent.Started(driver.moment());

        assertThat(ServiceOrigin.isSwitchedOff(before, event, after)).isEqualTo(off);
    }

    @ParameterizedTest
    @CsvSource({
        // Waits for its partner, and nobody can overrule that.
        "server1, hot-standby,     ,     false",
        // Serves at once.
        "server1, passive-backup,  ,     true",
        // Is off in its own name, and the operator may switch it on.
        "server2, passive-backup,  1003, true",
    })
    void theServiceIsAsTheStateHasIt(String self, String mode, Long origins, boolean wanted) {
        HaDriver driver = driver(self, mode);
        ServiceOrigin origin = new ServiceOrigin(ID, service, driver);
        ServerState before = driver.state().current();
        HaEvent started = new HaEvent.Started(driver.moment());
        driver.handle(started);

        origin.follow(before, started);

        assertThat(service.state().origins())
                .isEqualTo(origins == null ? Set.of() : Set.of(origins));
        assertThat(service.state().unwillingRelationships().contains(ID)).isNotEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({"1", "2003", "3000", "1000", "1003"})
    void hearsOfWhoeverCommands(long who) {
        HaDriver driver = driver("server1", "hot-standby");
        new ServiceOrigin(ID, service, driver).start();

        service.disable(who, OptionalLong.empty());
        assertThat(driver.state().serviceBlocked()).isTrue();
        service.enable(who);

        assertThat(driver.state().serviceBlocked()).isFalse();
        assertThat(events).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"3, false", "0, true"})
    void itsOwnWishIsNoNewsToIt(int whose, boolean heard) {
        HaDriver driver = driver("server1", "hot-standby");
        new ServiceOrigin(ID, service, driver).start();

        service.setWanted(whose, false);

        assertThat(driver.state().serviceBlocked()).isEqualTo(heard);
    }

    @Test
    void hasNoSayWhenItHasEnded() {
        HaDriver driver = driver("server2", "passive-backup");
        ServiceOrigin origin = new ServiceOrigin(ID, service, driver);
        origin.start();
        HaState before = driver.state();
        HaEvent started = new HaEvent.Started(driver.moment());
        driver.handle(started);
        origin.follow(before.current(), started);
        events.clear();

        origin.end();

        assertThat(service.state().origins()).doesNotContain(ServiceState.HA_LOCAL + ID);
        service.disable(ServiceState.USER, OptionalLong.empty());
        assertThat(events).isEmpty();
    }

    private HaDriver driver(String self, String mode) {
        return new HaDriver(
                TestSettings.of(self, Words.of("mode=" + mode)),
                loop,
                (timeout, answered) -> {},
                (before, event, transition) -> events.add(event));
    }
}
