package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseJson;
import io.tandem6.log.EventLog;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.ha.TestSettings;
import io.tandem6.server.lease.InMemoryLeaseStore;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.lease.WatchedLeases;
import io.tandem6.server.peer.LeaseSync.Manner;
import io.tandem6.server.peer.LeaseSync.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

class LeaseSyncTest {
    private static final String OK = "[{'result':0}]";
    private static final Peer SOURCE = TestSettings.hotStandby("server1").partner().orElseThrow();

    private final FakeLoop loop = new FakeLoop(Instant.parse("2026-11-03T01:00:00Z"));
    private final FakeTransport transport = new FakeTransport();
    private final LeaseTable table = new LeaseTable();
    private final List<Outcome> outcomes = new ArrayList<>();
    private static final Ipv6Address OF_ANOTHER_RELATIONSHIP = Ipv6Address.parse("2001:db8::f777");

    private final List<Runnable> commits = new ArrayList<>();
    private boolean holdCommits;
    private boolean failCommits;
    private final WatchedLeases writer = new WatchedLeases(new Writer());
    private final LeaseSync sync =
            new LeaseSync(
                    new LeaseSync.Surroundings(
                            loop,
                            transport,
                            new PeerCommands("server1", 0),
                            table,
                            writer,
                            lease -> !lease.address().equals(OF_ANOTHER_RELATIONSHIP),
                            this::supplement,
                            EventLog.SILENT));
    private final List<List<String>> supplements = new ArrayList<>();
    private Predicate<LeaseChange> unwelcome = change -> false;
    private boolean unreachable;

    @Test
    void asksForEverythingInTheRightOrder() {
        start(2);
        assertSent("dhcp-disable");
        answer(OK);
        assertSent("lease6-get-page");
        assertThat(transport.timeouts.getLast()).isEqualTo(Duration.ofSeconds(60));
        answer(page(lease(1), lease(2)));
        assertSent("dhcp-disable");
        answer(OK);
        assertThat(transport.last().get("arguments").toString())
                .isEqualTo("{\"from\":\"2001:db8::2\",\"limit\":2}");
        answer(page(lease(3)));
        assertSent("ha-sync-complete-notify");
        answer(OK);

        assertThat(outcomes).containsExactly(new Outcome.Synchronized(3, 3));
        assertThat(table.size()).isEqualTo(3);
    }

    @Test
    void aSourceThatDoesNotKnowTheNotificationIsSwitchedOnInstead() {
        start(10);
        answer(OK);
        answer("[{'result':3,'arguments':{'leases':[]}}]");
        answer("[{'result':2,'text':'unsupported'}]");
        assertSent("dhcp-enable");
        answer(OK);

        assertThat(outcomes).containsExactly(new Outcome.Synchronized(0, 0));
    }

    @Test
    void nothingIsSwitchedOnThatWasNeverOff() {
        start(10);
        answer("[{'result':1,'text':'no'}]");

        assertThat(outcomes).hasSize(1).first().isInstanceOf(Outcome.Failed.class);
        assertThat(transport.underWay()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'result':3,'text':'nothing'}]",
                "[{'result':1,'text':'no'}]",
                "[{'result':0,'arguments':{'leases':{}}}]",
                "[{'result':0,'arguments':[]}]",
                "nonsense",
            })
    void anUnusablePageEndsItAndSwitchesTheSourceOn(String page) {
        start(10);
        answer(OK);
        answer(page);
        assertSent("dhcp-enable");
        answer(OK);

        assertThat(outcomes)
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, f -> assertThat(f.sourceFailed()).isTrue());
    }

    @Test
    void theNewerLeaseStays() {
        table.apply(new LeaseChange.Put(TestLeases.lease("2001:db8::1", "000301aa", 100)));
        table.apply(new LeaseChange.Put(TestLeases.lease("2001:db8::2", "000301aa", 100)));
        table.apply(new LeaseChange.Put(TestLeases.lease("2001:db8::3", "000301aa", 100)));
        start(10);
        answer(OK);
        answer(
                page(
                        TestLeases.lease("2001:db8::1", "000301bb", 99),
                        TestLeases.lease("2001:db8::2", "000301bb", 100),
                        TestLeases.lease("2001:db8::3", "000301bb", 101)));
        answer(OK);

        assertThat(outcomes).containsExactly(new Outcome.Synchronized(3, 1));
        assertThat(holder(1)).isEqualTo("00:03:01:aa");
        assertThat(holder(2)).isEqualTo("00:03:01:aa");
        assertThat(holder(3)).isEqualTo("00:03:01:bb");
    }

    /** With a source whose clock is fast what it says may be old in spite of a later time. */
    @ParameterizedTest
    @EnumSource
    void whatChangesWhileAPageIsAwaitedIsNewerThanThePage(Manner manner) {
        table.apply(new LeaseChange.Put(TestLeases.lease("2001:db8::1", "000301aa", 20)));
        table.apply(new LeaseChange.Put(TestLeases.lease("2001:db8::2", "000301aa", 20)));
        start(2, manner);
        if (manner != Manner.IN_RETURN) {
            answer(OK);
        }
        assertSent("lease6-get-page");
        Lease renewed = TestLeases.lease("2001:db8::1", "000301aa", 3);
        writer.commit(List.of(new LeaseChange.Put(renewed)), outcome -> {});
        Lease released = table.find(address(2));
        writer.commit(List.of(new LeaseChange.Delete(released)), outcome -> {});
        answer(page(TestLeases.lease("2001:db8::1", "000301aa", 21), released));

        assertThat(table.find(address(1))).isEqualTo(renewed);
        assertThat(table.find(address(2))).isNull();

        if (manner != Manner.IN_RETURN) {
            answer(OK);
        }
        assertSent("lease6-get-page");
        answer(page(TestLeases.lease("2001:db8::3", "000301aa", 21)));
        assertThat(table.find(address(3))).as("what did not change").isNotNull();
    }

    @Test
    void aLeaseOfAnotherRelationshipIsSkipped() {
        start(10);
        answer(OK);
        answer(page(lease(1), lease(0xf777)));
        answer(OK);

        assertThat(outcomes).containsExactly(new Outcome.Synchronized(2, 1));
        assertThat(table.find(OF_ANOTHER_RELATIONSHIP)).isNull();
    }

    @Test
    void anUnreadableLeaseIsSkippedAndStillTurnsThePage() {
        start(2);
        answer(OK);
        ArrayNode leases = JsonNodeFactory.instance.arrayNode();
        leases.add(LeaseJson.toAnswer(lease(1)));
        leases.add(JsonMapper.shared().readTree("{\"ip-address\":\"2001:db8::7\"}"));
        answer("[{'result':0,'arguments':{'leases':" + leases + "}}]");
        answer(OK);
        assertThat(transport.last().get("arguments").get("from").stringValue())
                .isEqualTo("2001:db8::7");
        answer(page());
        answer(OK);

        assertThat(outcomes).containsExactly(new Outcome.Synchronized(2, 1));
    }

    @Test
    void pagesThatDoNotAscendCannotKeepItBusyForEver() {
        start(1);
        answer(OK);
        answer(page(lease(5)));
        answer(OK);
        answer(page(lease(5)));
        assertSent("dhcp-enable");
        answer(OK);

        assertThat(outcomes).hasSize(1).first().isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void aPageIsOnDiskBeforeTheNextIsAskedFor() {
        holdCommits = true;
        start(1);
        answer(OK);
        answer(page(lease(1)));
        assertThat(transport.underWay()).isZero();

        commits.forEach(Runnable::run);
        loop.run();
        assertSent("dhcp-disable");
        assertThat(transport.underWay()).isEqualTo(1);
    }

    @Test
    void leasesThatCannotBeStoredEndItButAreNotTheSourcesFault() {
        failCommits = true;
        start(10);
        answer(OK);
        answer(page(lease(1)));
        assertSent("dhcp-enable");
        answer(OK);

        assertThat(outcomes)
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, f -> assertThat(f.sourceFailed()).isFalse());
    }

    @Test
    void aLargePageIsAppliedInPieces() {
        start(2000);
        answer(OK);
        answer(
                page(
                        IntStream.rangeClosed(1, 1500)
                                .mapToObj(LeaseSyncTest::lease)
                                .toArray(Lease[]::new)));
        answer(OK);

        assertThat(outcomes).containsExactly(new Outcome.Synchronized(1500, 1500));
        assertThat(commits).hasSize(3);
    }

    @Test
    void oneAfterTheOther() {
        start(10);
        start(10);
        assertThat(transport.sent).hasSize(1);
        answer("[{'result':1}]");
        assertThat(transport.sent).hasSize(2);
        answer("[{'result':1}]");

        assertThat(outcomes).hasSize(2);
    }

    @Test
    void tooManyAreRefused() {
        for (int i = 0; i <= LeaseSync.WAITING_MAX; i++) {
            start(10);
        }
        loop.run();
        assertThat(outcomes).isEmpty();
        start(10);
        loop.run();
        assertThat(outcomes).hasSize(1);
    }

    @Test
    void anAbandonedRunSwitchesTheSourceOn() {
        SyncRun run = start(10);
        answer(OK);
        run.abandon();
        answer(page(lease(1)));
        assertSent("dhcp-enable");
        answer(OK);

        assertThat(table.size()).isZero();
        assertThat(outcomes).hasSize(1).first().isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void theSourceIsToldWhatItLacks() {
        long now = loop.epochSecond();
        put("2001:db8::1", now - 10);
        put("2001:db8::2", now - 5);
        put("2001:db8::3", now - 10_000);
        put("2001:db8::4", now - 10);
        put("2001:db8::5", now - 10);
        table.apply(new LeaseChange.Put(table.find(address(4)).ended(now)));
        table.apply(new LeaseChange.Put(table.find(address(5)).ended(now)));
        put("2001:db8::8", now - 1);
        put("2001:db8::f777", now - 1);
        startSupplemented(2);
        answer(OK);
        answer(page(newer("2001:db8::2", now - 6), newer("2001:db8::5", now - 7)));
        assertThat(supplements)
                .containsExactly(List.of("2001:db8::1", "2001:db8::2", "2001:db8::5"));
        assertSent("dhcp-disable");
        answer(OK);
        answer(page(newer("2001:db8::7", now)));
        assertSent("ha-sync-complete-notify");
        answer(OK);

        assertThat(supplements.subList(1, supplements.size()))
                .containsExactly(List.of("2001:db8::8"));
        assertThat(outcomes).containsExactly(new Outcome.Synchronized(3, 1));
    }

    @Test
    void theSourceIsToldOfManyInPieces() {
        IntStream.rangeClosed(1, 2 * Supplement.STEP)
                .forEach(i -> put("2001:db8::" + Integer.toHexString(i), loop.epochSecond()));
        startSupplemented(10);
        answer(OK);
        answer(page());
        answer(OK);

        assertThat(supplements)
                .hasSize(2)
                .allSatisfy(batch -> assertThat(batch).hasSize(Supplement.STEP));
    }

    @Test
    void oneLeaseThatTheSourceDoesNotTakeIsNoneOfTheOthersTrouble() {
        IntStream.rangeClosed(1, 8)
                .forEach(i -> put("2001:db8::" + Integer.toHexString(i), loop.epochSecond()));
        unwelcome = change -> change.address().equals(address(3));
        startSupplemented(10);
        answer(OK);
        answer(page());
        answer(OK);

        assertThat(supplements.stream().flatMap(List::stream))
                .containsExactlyInAnyOrder(
                        IntStream.rangeClosed(1, 8)
                                .filter(i -> i != 3)
                                .mapToObj(i -> "2001:db8::" + i)
                                .toArray(String[]::new));
        assertThat(outcomes).containsExactly(new Outcome.Synchronized(0, 0));
    }

    @Test
    void aSourceThatTakesNoneIsNotAskedForEver() {
        IntStream.rangeClosed(1, 2 * Supplement.STEP)
                .forEach(i -> put("2001:db8::" + Integer.toHexString(i), loop.epochSecond()));
        List<LeaseChange> asked = new ArrayList<>();
        unwelcome = asked::add;
        startSupplemented(10);
        answer(OK);
        answer(page());
        answer(OK);

        assertThat(asked).hasSizeLessThan(4 * Supplement.STEP);
        assertThat(outcomes).containsExactly(new Outcome.Synchronized(0, 0));
    }

    @Test
    void aSourceThatIsOutOfReachThenEndsIt() {
        put("2001:db8::1", loop.epochSecond());
        unreachable = true;
        startSupplemented(10);
        answer(OK);
        answer(page());
        assertSent("dhcp-enable");
        answer(OK);

        assertThat(outcomes)
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, f -> assertThat(f.sourceFailed()).isTrue());
    }

    @Test
    void aSourceThatIsFetchedFromInReturnGoesOn() {
        put("2001:db8::5", loop.epochSecond());
        start(2, Manner.IN_RETURN);
        assertSent("lease6-get-page");
        answer(page(lease(1), lease(2)));
        assertSent("lease6-get-page");
        answer(page(lease(3)));

        assertThat(transport.sent).hasSize(2);
        assertThat(supplements).isEmpty();
        assertThat(outcomes).containsExactly(new Outcome.Synchronized(3, 3));
    }

    @Test
    void aSourceThatIsFetchedFromInReturnIsNotSwitchedOnEither() {
        start(2, Manner.IN_RETURN);
        answer("[{'result':1,'text':'no'}]");

        assertThat(transport.sent).hasSize(1);
        assertThat(outcomes).hasSize(1).first().isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void nobodyIsToldUnlessTheOrderSaysSo() {
        put("2001:db8::1", loop.epochSecond());
        start(10);
        answer(OK);
        answer(page());
        answer(OK);

        assertThat(supplements).isEmpty();
        assertThat(outcomes).containsExactly(new Outcome.Synchronized(0, 0));
    }

    private void supplement(List<LeaseChange> changes, Consumer<PeerResult> done) {
        loop.execute(
                () -> {
                    if (unreachable) {
                        done.accept(
                                new PeerResult.Unreachable(PeerResult.Cause.TIMEOUT, "timeout"));
                        return;
                    }
                    boolean refused = changes.stream().anyMatch(unwelcome);
                    if (!refused) {
                        supplements.add(changes.stream().map(c -> c.address().toString()).toList());
                    }
                    done.accept(new PeerResult.Answer(refused ? 1 : 0, "", null));
                });
    }

    private void put(String address, long cltt) {
        table.apply(new LeaseChange.Put(TestLeases.lease(address, "000301aa", cltt)));
    }

    private static Lease newer(String address, long cltt) {
        return TestLeases.lease(address, "000301bb", cltt);
    }

    private static Ipv6Address address(int host) {
        return Ipv6Address.parse("2001:db8::" + host);
    }

    private SyncRun start(int pageLimit) {
        return start(pageLimit, Manner.PLAIN);
    }

    private void startSupplemented(int pageLimit) {
        start(pageLimit, Manner.SUPPLEMENTED);
    }

    private SyncRun start(int pageLimit, Manner manner) {
        return sync.start(
                new LeaseSync.Order(
                        SOURCE, pageLimit, Duration.ofSeconds(60), OptionalLong.of(60), manner),
                outcomes::add);
    }

    private void answer(String body) {
        transport.answer(body);
        loop.run();
    }

    private void assertSent(String command) {
        assertThat(transport.last().get("command").stringValue()).isEqualTo(command);
    }

    private String holder(int host) {
        return table.find(Ipv6Address.parse("2001:db8::" + host)).duid().toString();
    }

    private static Lease lease(int host) {
        return TestLeases.lease("2001:db8::" + Integer.toHexString(host), "000301aa", 1000);
    }

    private static String page(Lease... leases) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Lease lease : leases) {
            list.add(LeaseJson.toAnswer(lease));
        }
        return "[{'result':0,'arguments':{'count':1,'leases':" + list + "}}]";
    }

    private final class Writer implements LeaseWriter {
        private final InMemoryLeaseStore store = new InMemoryLeaseStore(1);

        @Override
        public void commit(List<LeaseChange> changes, Consumer<LeaseStore.Outcome> done) {
            changes.forEach(table::apply);
            Runnable commit =
                    failCommits
                            ? () -> done.accept(new LeaseStore.Outcome.Failed("disk full"))
                            : () -> store.commit(changes, done::accept);
            commits.add(commit);
            if (!holdCommits) {
                loop.execute(commit);
            }
        }
    }
}
