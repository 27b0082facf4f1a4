package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.log.EventLog;
import io.tandem6.server.control.Command;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.ha.TestSettings;
import io.tandem6.server.lease.CommittingLeases;
import io.tandem6.server.lease.InMemoryLeaseStore;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.ReceivedUpdates;
import io.tandem6.server.lease.WatchedLeases;
import io.tandem6.server.service.DhcpService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Maintenance of a server that has two partners. */
class SeveralRelationshipsTest {
    private static final String ACCEPTED = "[{'result':0,'arguments':{'state':'waiting'}}]";
    private static final String FAILED = "[{'result':1,'text':'no'}]";
    private static final String REFUSED = "[{'result':1001,'text':'not now'}]";

    private final FakeLoop loop = new FakeLoop();
    private static final Duration NOTICE_DELAY = Duration.ofMillis(500);

    private final FakeTransport transport = new FakeTransport();
    private final DhcpService service = new DhcpService(loop);
    private final List<HighAvailability> relationships =
            IntStream.range(0, 2).mapToObj(this::relationship).toList();
    private final List<Command> commands = HaCommands.of(relationships, service);
    private final List<Integer> answers = new ArrayList<>();

    private HighAvailability relationship(int id) {
        LeaseTable leases = new LeaseTable();
        return new HighAvailability(
                id,
                TestSettings.hotStandby("server1"),
                new HighAvailability.Surroundings(
                        loop,
                        transport,
                        service,
                        leases,
                        new WatchedLeases(
                                new CommittingLeases(leases, new InMemoryLeaseStore(1), loop)),
                        new UpdateNumbers(1),
                        new ReceivedUpdates(),
                        Duid.EMPTY,
                        EventLog.SILENT),
                lease -> true,
                Agreeing.NEVER);
    }

    @BeforeEach
    void start() {
        relationships.forEach(HighAvailability::start);
    }

    @Test
    void bothStartAndBothEnd() {
        run("ha-maintenance-start");
        transport.answer(ACCEPTED);
        assertThat(answers).as("the second is not asked yet").isEmpty();
        transport.answer(ACCEPTED);
        assertThat(answers).containsExactly(0);
        assertThat(states()).containsOnly(ServerState.PARTNER_IN_MAINTENANCE);

        run("ha-maintenance-cancel");
        loop.advance(NOTICE_DELAY);
        transport.answer(ACCEPTED);
        loop.advance(NOTICE_DELAY);
        transport.answer(ACCEPTED);
        assertThat(answers).containsExactly(0, 0);
        assertThat(states()).containsOnly(ServerState.WAITING);
    }

    @Test
    void theFirstFailureEndsTheStart() {
        run("ha-maintenance-start");
        transport.answer(REFUSED);

        assertThat(answers).containsExactly(ControlResponse.ERROR);
        assertThat(transport.underWay()).isZero();
        assertThat(states()).containsOnly(ServerState.WAITING);
    }

    @Test
    void aFailureDoesNotEndTheCancellation() {
        run("ha-maintenance-start");
        transport.answer(ACCEPTED);
        transport.fail(PeerResult.Cause.REFUSED);
        assertThat(answers).as("a partner that is down is no failure").containsExactly(0);

        run("ha-maintenance-cancel");
        loop.advance(NOTICE_DELAY);
        transport.answer(FAILED);
        assertThat(answers).as("the last one is not in maintenance").containsExactly(0, 1);
        assertThat(states())
                .containsExactly(ServerState.PARTNER_IN_MAINTENANCE, ServerState.PARTNER_DOWN);
    }

    private void run(String name) {
        commands.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow()
                .execute(new ControlRequest(name, null), answer -> answers.add(answer.result()));
    }

    private List<ServerState> states() {
        return relationships.stream().map(ha -> ha.state().current()).toList();
    }
}
