package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.log.EventLog;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.TestSettings;
import io.tandem6.server.lease.CommittingLeases;
import io.tandem6.server.lease.WatchedLeases;
import io.tandem6.server.peer.OneOfTwo.Known;
import io.tandem6.server.scenario.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which way leases come here. */
class SynchronizationTest {
    private final HaSettings settings =
            TestSettings.of("server1", Words.of("send-lease-updates=false backup=server3"));
    private final FakeTransport fetched = new FakeTransport();
    private final List<LeaseSync.Outcome> outcomes = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"NOTHING, true", "PARTNER, true", "UNCONFIRMED, true", "AGREEMENT, false"})
    void theStateMachineHasLeasesFetchedWhereThereIsNoAgreement(Known known, boolean fetches) {
        OneOfTwo one = new OneOfTwo(known, true, List.of());

        synchronization(one, true).start(settings.partner().orElseThrow());

        assertThat(fetched.sent).hasSize(fetches ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "AGREEMENT, true,  server2, false",
        "AGREEMENT, true,  server3, true",
        "PARTNER,   true,  server2, true",
        "AGREEMENT, false, server2, true",
    })
    void anAgreedPartnerAloneTellsWhatAnOperatorWants(
            Known known, boolean continuity, String source, boolean fetches) {
        OneOfTwo one = new OneOfTwo(known, true, List.of());
        Peer peer =
                settings.peers().stream()
                        .filter(p -> p.name().equals(source))
                        .findFirst()
                        .orElseThrow();

        synchronization(one, continuity).byOperator(peer, OptionalLong.empty(), outcomes::add);
        one.loop.run();

        assertThat(fetched.sent).hasSize(fetches ? 1 : 0);
        assertThat(outcomes)
                .isEqualTo(
                        fetches
                                ? List.of()
                                : List.of(
                                        new LeaseSync.Outcome.Failed(
                                                "'server2' does not answer", false)));
    }

    @ParameterizedTest
    @CsvSource({
        "PARTNER,   false, 1",
        "PARTNER,   true,  0",
        "AGREEMENT, false, 1",
        "AGREEMENT, true,  0",
    })
    void theStateMachineHearsOfTheEndUnlessItGaveUp(Known known, boolean givesUp, int ends) {
        OneOfTwo one = new OneOfTwo(known, true, List.of());
        one.stayInTouch(Duration.ofSeconds(2));
        Synchronization synchronization = synchronization(one, known == Known.AGREEMENT);
        synchronization.start(settings.partner().orElseThrow());

        if (givesUp) {
            synchronization.abandon();
        }
        if (fetched.underWay() > 0) {
            fetched.fail(PeerResult.Cause.REFUSED);
        }
        one.loop.run();

        assertThat(one.events.stream().filter(HaEvent.SyncFinished.class::isInstance))
                .hasSize(ends);
    }

    private Synchronization synchronization(OneOfTwo one, boolean continuity) {
        WatchedLeases writer =
                new WatchedLeases(new CommittingLeases(one.table, one.disk, one.loop));
        LeaseSync sync =
                new LeaseSync(
                        new LeaseSync.Surroundings(
                                one.loop,
                                fetched,
                                new PeerCommands("server1", 0),
                                one.table,
                                writer,
                                lease -> true,
                                (changes, done) -> {},
                                EventLog.SILENT));
        return new Synchronization(
                one,
                new Fetching(settings, one, sync),
                continuity ? Optional.of(one.continuity) : Optional.empty());
    }
}
