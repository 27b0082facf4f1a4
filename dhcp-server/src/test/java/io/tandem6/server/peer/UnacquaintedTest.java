package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.HaSettings.Continuity.Wish;
import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.log.EventLog;
import io.tandem6.server.continuity.Right;
import io.tandem6.server.continuity.Terms;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.fake.KeptInMemory;
import io.tandem6.server.ha.TestSettings;
import io.tandem6.server.lease.CommittingLeases;
import io.tandem6.server.lease.InMemoryLeaseStore;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.ReceivedUpdates;
import io.tandem6.server.lease.WatchedLeases;
import io.tandem6.server.service.DhcpService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a server that never heard of its partner may give anything to new clients. */
class UnacquaintedTest {
    private final FakeLoop loop = new FakeLoop();
    private final FakeTransport transport = new FakeTransport();

    @ParameterizedTest(name = "continuity {0}, leases {1}, partner is heard {2}")
    @CsvSource({
        "NONE, false, false, FULL",
        "OFFERED, false, false, FULL",
        "EXPECTED, false, false, NONE",
        "EXPECTED, true, false, FULL",
        "EXPECTED, false, true, FULL",
    })
    void mayGive(Wish wish, boolean hasLeases, boolean isPartnerHeard, Right right) {
        HighAvailability ha = start(wish, hasLeases);
        if (isPartnerHeard) {
            ha.continuity().orElseThrow().hearing().heardAnswer(HeardAnswer.NONE, 0);
            loop.advance(Duration.ofSeconds(1));
        }

        Lease wanted = TestLeases.lease("2001:db8:1::5", "00030001bb", loop.epochSecond());
        assertThat(
                        ha.rights()
                                .bind(
                                        wanted.address(),
                                        wanted.prefixLength(),
                                        null,
                                        wanted.bindingKey(),
                                        loop.epochSecond()))
                .isEqualTo(right);
    }

    private HighAvailability start(Wish wish, boolean hasLeases) {
        LeaseTable leases = new LeaseTable();
        WatchedLeases writer =
                new WatchedLeases(new CommittingLeases(leases, new InMemoryLeaseStore(1), loop));
        if (hasLeases) {
            writer.commit(List.of(TestLeases.put(1)), outcome -> {});
            loop.run();
        }
        HighAvailability ha =
                new HighAvailability(
                        0,
                        TestSettings.hotStandby("server1", wish),
                        new HighAvailability.Surroundings(
                                loop,
                                transport,
                                new DhcpService(loop),
                                leases,
                                writer,
                                new UpdateNumbers(1),
                                new ReceivedUpdates(),
                                Duid.EMPTY,
                                EventLog.SILENT),
                        lease -> true,
                        new Agreeing(
                                Optional.of(
                                        new MemoryKeeper(
                                                loop, new KeptInMemory(), EventLog.SILENT)),
                                () -> new Terms("server1", "server2", 128, 3600, List.of()),
                                () -> "",
                                ""));
        ha.start();
        return ha;
    }
}
