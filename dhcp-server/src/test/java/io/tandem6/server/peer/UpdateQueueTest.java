package io.tandem6.server.peer;

import static io.tandem6.server.peer.TestLeases.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.UpdateNumber;
import io.tandem6.server.ha.TestSettings;
import io.tandem6.server.peer.UpdateQueue.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class UpdateQueueTest {
    private static final String OK = "[{'result':0}]";
    private static final String REFUSED = "[{'result':1,'text':'no'}]";

    private final FakeTransport transport = new FakeTransport();
    private final List<String> told = new ArrayList<>();
    private final List<UpdateQueue.Finished> finished = new ArrayList<>();
    private Treatment treatment = Treatment.SEND;
    private final UpdateQueue queue =
            new UpdateQueue(
                    TestSettings.hotStandby("server1").partner().orElseThrow(),
                    transport,
                    new PeerCommands("server1", 0),
                    new UpdateNumbers(7),
                    () -> treatment,
                    finished::add);

    @Test
    void sendsWhatKeaSends() {
        offer("a", put(1), new LeaseChange.Delete(put(2).lease()));

        JsonNode command = transport.last();
        assertThat(command.get("command").stringValue()).isEqualTo("lease6-bulk-apply");
        assertThat(command.get("service").toString()).isEqualTo("[\"dhcp6\"]");
        JsonNode arguments = command.get("arguments");
        assertThat(arguments.get("origin").stringValue()).isEqualTo("ha-partner");
        assertThat(addresses(arguments.get("leases"))).containsExactly("2001:db8::1");
        assertThat(addresses(arguments.get("deleted-leases"))).containsExactly("2001:db8::2");
        assertThat(arguments.get("leases").get(0).has("cltt")).isFalse();
        assertThat(arguments.get("leases").get(0).get("expire").longValue())
                .isEqualTo(1_795_004_000);
        assertThat(transport.timeouts).containsExactly(UpdateQueue.TIMEOUT);
    }

    @Test
    void whatArrivesWhileABatchIsOutFormsTheNext() {
        offer("a", put(1));
        offer("b", put(2));
        offer("c", put(3), put(4));
        assertThat(transport.underWay()).isEqualTo(1);

        transport.answer(OK);
        assertThat(told).containsExactly("a ACCEPTED");
        assertThat(addresses()).containsExactly("2001:db8::2", "2001:db8::3", "2001:db8::4");
        transport.answer(OK);
        assertThat(told).containsExactly("a ACCEPTED", "b ACCEPTED", "c ACCEPTED");
        assertThat(transport.underWay()).isZero();
    }

    @Test
    void batchesAreNumberedAndSettledWhenTheyAreOver() {
        offer("a", put(1));
        offer("b", put(2));
        offer("c", put(3));
        assertThat(number()).contains(new UpdateNumber(7, 1));
        assertThat(queue.settled()).isEmpty();

        transport.answer(OK);
        assertThat(number()).contains(new UpdateNumber(7, 2));
        assertThat(queue.settled()).contains(new UpdateNumber(7, 1));
        transport.answer(REFUSED);
        assertThat(number()).contains(new UpdateNumber(7, 3));
        assertThat(queue.settled()).contains(new UpdateNumber(7, 2));
    }

    private Optional<UpdateNumber> number() {
        return UpdateNumber.decode(transport.last().get("arguments").get("update-number"));
    }

    @Test
    void anAddressIsInABatchOnlyOnceAndItsChangesStayInOrder() {
        offer("a", put(1));
        offer("b", put(2, "2001:db8::9"));
        offer("c", new LeaseChange.Delete(put(2, "2001:db8::9").lease()), put(7));
        offer("d", put(8));

        transport.answer(OK);
        assertThat(addresses()).containsExactly("2001:db8::9");
        transport.answer(OK);
        assertThat(addresses()).containsExactly("2001:db8::7", "2001:db8::8");
        assertThat(addresses(transport.last().get("arguments").get("deleted-leases")))
                .containsExactly("2001:db8::9");
    }

    @Test
    void ofAnExchangeOnlyTheLastChangeOfAnAddressIsSent() {
        offer("a", new LeaseChange.Delete(put(1).lease()), put(1));

        assertThat(addresses()).containsExactly("2001:db8::1");
        assertThat(transport.last().get("arguments").get("deleted-leases")).isEmpty();
    }

    @Test
    void batchesAreLimited() {
        offer("first", put(1));
        for (int i = 0; i < UpdateQueue.BATCH_CHANGES_MAX; i++) {
            offer("e", put(i));
        }
        offer("last", put(0xffff));

        transport.answer(OK);
        assertThat(addresses()).hasSize(UpdateQueue.BATCH_CHANGES_MAX);
        transport.answer(OK);
        assertThat(addresses()).containsExactly("2001:db8::ffff");
    }

    @Test
    void anExchangeLargerThanABatchGoesAlone() {
        offer("first", put(1));
        offer("b", put(0xfff0));
        LeaseChange[] many =
                IntStream.range(0, UpdateQueue.BATCH_CHANGES_MAX + 1)
                        .mapToObj(TestLeases::put)
                        .toArray(LeaseChange[]::new);
        offer("c", many);

        transport.answer(OK);
        assertThat(addresses()).hasSize(1);
        transport.answer(OK);
        assertThat(addresses()).hasSize(many.length);
    }

    @Test
    void aRefusedBatchIsSplitUntilTheGuiltyExchangeIsAlone() {
        offer("first", put(9));
        for (String name : List.of("a", "b", "c", "d")) {
            offer(name, put(name.charAt(0)));
        }
        transport.answer(OK);
        told.clear();

        transport.answer(REFUSED);
        assertThat(addresses()).containsExactly("2001:db8::61", "2001:db8::62");
        offer("e", put('e'));
        transport.answer(OK);
        assertThat(addresses()).containsExactly("2001:db8::63", "2001:db8::64");
        transport.answer(REFUSED);
        assertThat(addresses()).containsExactly("2001:db8::63");
        transport.answer(REFUSED);
        transport.answer(OK);
        assertThat(addresses()).containsExactly("2001:db8::65");

        assertThat(told).containsExactly("a ACCEPTED", "b ACCEPTED", "c REFUSED", "d ACCEPTED");
        assertThat(finished)
                .extracting(UpdateQueue.Finished::verdict)
                .containsExactly(
                        UpdateVerdict.ACCEPTED,
                        UpdateVerdict.ACCEPTED,
                        UpdateVerdict.REFUSED,
                        UpdateVerdict.ACCEPTED);
    }

    @Test
    void anUnreachablePeerFailsTheWholeBatchAtOnce() {
        offer("a", put(1));
        offer("b", put(2));
        offer("c", put(3));
        transport.answer(OK);

        transport.fail(PeerResult.Cause.TIMEOUT);

        assertThat(told).containsExactly("a ACCEPTED", "b UNREACHABLE", "c UNREACHABLE");
        assertThat(transport.underWay()).isZero();
    }

    @Test
    void whatWaitsIsWithheldWhenTheStateNoLongerWantsIt() {
        offer("a", put(1));
        offer("b", put(2));
        treatment = Treatment.WITHHOLD;

        transport.answer(OK);

        assertThat(told).containsExactly("a ACCEPTED", "b WITHHELD");
        assertThat(transport.sent).hasSize(1);
        assertThat(queue.offer(List.of(put(3)), v -> told.add("c " + v))).isTrue();
        assertThat(told).endsWith("c WITHHELD");
    }

    @Test
    void whatIsWithheldDoesNotWaitForTheBatchUnderWay() {
        offer("a", put(1));
        offer("b", put(2));
        treatment = Treatment.WITHHOLD;

        queue.pump();

        assertThat(told).containsExactly("b WITHHELD");
        transport.fail(PeerResult.Cause.TIMEOUT);
        assertThat(told).containsExactly("b WITHHELD", "a UNREACHABLE");
    }

    @Test
    void whatIsSentAheadGoesBeforeWhatIsHeld() {
        List<PeerResult> results = new ArrayList<>();
        offer("a", put(1));
        treatment = Treatment.HOLD;
        offer("b", put(2));
        queue.sendAhead(List.of(put(3)), results::add);
        assertThat(transport.sent).as("one batch at a time").hasSize(1);

        transport.answer(OK);
        assertThat(addresses()).containsExactly("2001:db8::3");
        transport.answer(REFUSED);
        assertThat(results).hasSize(1);
        assertThat(finished).as("of no concern to the exchanges").hasSize(1);
        assertThat(transport.underWay()).isZero();

        treatment = Treatment.SEND;
        queue.pump();
        assertThat(addresses()).containsExactly("2001:db8::2");
        transport.answer(OK);
        assertThat(told).containsExactly("a ACCEPTED", "b ACCEPTED");
    }

    @Test
    void theQueueIsLimited() {
        for (int i = 0; i <= UpdateQueue.EXCHANGES_MAX; i++) {
            assertThat(queue.offer(List.of(put(1)), v -> {})).isTrue();
        }
        assertThat(queue.offer(List.of(put(1)), v -> {})).isFalse();
    }

    @Test
    void releasedLeasesAreDeletedAtThePartner() {
        offer("a", new LeaseChange.Put(put(1).lease().withState(LeaseState.RELEASED)));

        assertThat(addresses(transport.last().get("arguments").get("deleted-leases")))
                .containsExactly("2001:db8::1");
        assertThat(addresses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverHappensEachExchangeIsToldOnce(long seed) {
        Random random = new Random(seed);
        List<String> offered = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> {
                    offer("e" + i, put(random.nextInt(40)), put(random.nextInt(40)));
                    offered.add("e" + i);
                }
                case 3 -> {
                    if (transport.underWay() > 0) {
                        transport.answer(random.nextBoolean() ? OK : REFUSED);
                    }
                }
                case 4 -> {
                    if (transport.underWay() > 0) {
                        transport.fail(PeerResult.Cause.BROKEN);
                    }
                }
                default -> {
                    treatment = Treatment.values()[random.nextInt(Treatment.values().length)];
                    queue.pump();
                }
            }
            assertThat(transport.underWay()).isLessThanOrEqualTo(1);
        }
        treatment = Treatment.SEND;
        queue.pump();
        while (transport.underWay() > 0) {
            transport.answer(OK);
        }
        assertThat(told.stream().map(t -> t.split(" ")[0]))
                .containsExactlyInAnyOrderElementsOf(offered);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'result':0}] | ACCEPTED",
                "[{'result':0,'arguments':{'failed-leases':[{'result':1}]}}] | ACCEPTED",
                "[{'result':3}] | ACCEPTED",
                "[{'result':3,'arguments':{'failed-deleted-leases':[{'result':1}]}}] | ACCEPTED",
                "[{'result':3,'arguments':{'failed-leases':[{'result':4},{'result':1}]}}] | REFUSED",
                "[{'result':3,'arguments':{'failed-leases':[{'result':3},{'result':4}]}}] | CONFLICT",
                "[{'result':4}] | CONFLICT",
                "[{'result':1}] | REFUSED",
                "[{'result':2}] | REFUSED",
                "{'result':0} | REFUSED",
                "[] | REFUSED",
                "nonsense | UNREACHABLE",
            })
    void answersAreJudgedAsKeaJudgesThem(String answer, UpdateVerdict verdict) {
        offer("a", put(1));

        transport.answer(answer);

        assertThat(told).containsExactly("a " + verdict);
    }

    private void offer(String name, LeaseChange... changes) {
        assertThat(queue.offer(List.of(changes), verdict -> told.add(name + " " + verdict)))
                .isTrue();
    }

    private List<String> addresses() {
        return addresses(transport.last().get("arguments").get("leases"));
    }

    private static List<String> addresses(JsonNode leases) {
        return StreamSupport.stream(leases.spliterator(), false)
                .map(lease -> lease.get("ip-address").stringValue())
                .toList();
    }
}
