package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.control.ControlResponse;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseJson;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.UpdateNumber;
import io.tandem6.server.continuity.Memory;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaState.Accord;
import io.tandem6.server.peer.OneOfTwo.Known;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a server does with what its partner says. */
class ContinuityTest {
    /** The other server owns the address. */
    private static final Lease LEASE = TestLeases.lease("2001:db8::2", "0003000105", FakeLoop.NOW);

    private static final Lease THEIRS =
            TestLeases.lease("2001:db8::2", "0003000106", FakeLoop.NOW - 100);

    private final List<Boolean> ends = new ArrayList<>();

    /**
     * A server that is back serves, and one in partner-down lets its partner serve again, when both
     * know all of each other and not before.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the partner was not heard,             '',         0, AGREEMENT,   true,   IN_FORCE",
        "it has something to tell,              drained,    0, AGREEMENT,   true,   IN_FORCE",
        "it says that this disk was lost,       behind-you, 0, AGREEMENT,   true,   IN_FORCE",
        "it was not told of a lease,            none,       1, AGREEMENT,   true,   IN_FORCE",
        "what it confirmed is not on this disk, none,       0, UNCONFIRMED, false, IN_FORCE",
        "nothing,                               none,       0, AGREEMENT,   true,   RECONCILED",
        "nothing since it confirmed,            none,       0, UNCONFIRMED, true,  RECONCILED",
    })
    void isBackWhenBothKnowAllOfEachOther(
            String missing, String said, int leases, Known known, boolean writes, Accord accord) {
        OneOfTwo one = new OneOfTwo(known, writes, leases == 0 ? List.of() : List.of(LEASE));
        one.continuity.sync(ends::add);
        one.loop.run();
        if (!said.isEmpty()) {
            ObjectNode greeting = one.greeting();
            if (!said.equals("none")) {
                greeting.put(said, !greeting.path(said).asBoolean(false));
            }
            one.hear(greeting);
            one.hear(greeting);
        }

        assertThat(one.accord()).as(missing).isEqualTo(accord);
        assertThat(ends).isEqualTo(accord == Accord.RECONCILED ? List.of(true) : List.of());
        assertThat(one.continuity.report().reconciled()).isEqualTo(accord == Accord.RECONCILED);
    }

    /**
     * A partner that is heard again may have led the client of a lease that is over here, and may
     * lose its disk before it tells that.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "it was not heard,             '',                false",
        "it has something to tell,     telling,           false",
        "it has told it,               telling told,      true",
        "it has more to tell,          told telling,      false",
        "it had nothing to tell,       told,              true",
    })
    void endsLeasesWhenThePartnerHasToldWhomItLed(String when, String greetings, boolean ends) {
        OneOfTwo one = new OneOfTwo(Known.AGREEMENT, true, List.of());
        Lease over = TestLeases.lease("2001:db8::1", "0003000105", FakeLoop.NOW - 100_000);
        for (String greeting : greetings.isEmpty() ? new String[0] : greetings.split(" ")) {
            one.hear(one.greeting().put("drained", greeting.equals("told")));
        }

        assertThat(one.continuity.mayEnd(over)).as(when).isEqualTo(ends);
    }

    /** Two clients have an address, of whom the partner's has it for a shorter time. */
    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "false, true"})
    void whatCouldNotBeStoredIsToldWhenItIsOnDisk(boolean asRefusal, boolean isReplaced) {
        OneOfTwo one = new OneOfTwo(Known.AGREEMENT, true, List.of(LEASE));
        one.hear(one.greeting());
        one.hear(one.greeting());
        one.disk.full = true;
        if (asRefusal) {
            one.transport.answer(acknowledgement("{'ip-address': '2001:db8::2', 'lease': %s}"));
        } else {
            one.receiveLease(LeaseJson.toAnswer(THEIRS));
            one.transport.answer(acknowledgement(""));
        }
        one.loop.run();
        assertThat(one.table.find(LEASE.address()).duid()).isEqualTo(THEIRS.duid());
        if (isReplaced) {
            one.replace();
            one.hear(one.greeting());
        }
        assertThat(one.transport.underWay()).as("told before it is on disk").isZero();

        one.stayInTouch(Duration.ofSeconds(3));
        assertThat(one.transport.underWay()).as("told before it is on disk").isZero();

        one.disk.full = false;
        one.stayInTouch(Duration.ofSeconds(1));
        assertThat(one.transport.underWay()).isOne();
        assertThat(one.transport.last().toString()).contains(THEIRS.duid().toString());
    }

    /** It can have crossed what it was told, and has acknowledged, only in the same start. */
    @ParameterizedTest
    @CsvSource({"true, 1, EXPIRED_RECLAIMED", "false, 0, ASSIGNED"})
    void whatAPartnerSaysThatHasStartedAgainCrossedNothing(
            boolean restarts, int taken, LeaseState state) {
        OneOfTwo one = new OneOfTwo(Known.AGREEMENT, true, List.of(LEASE));
        one.hear(one.greeting());
        one.hear(one.greeting());
        one.transport.answer(acknowledgement(""));
        one.loop.run();
        if (restarts) {
            one.partnerRestarts();
        }
        one.hear(one.greeting());
        one.hear(one.greeting());

        Lease over = LEASE.ended(FakeLoop.NOW + 10);
        ControlResponse answer = one.receiveLease(LeaseJson.toAnswer(over));
        assertThat(answer.text()).contains("of " + taken + " IPv6 leases");
        assertThat(one.table.find(LEASE.address()).state()).isEqualTo(state);
    }

    private static String acknowledgement(String failed) {
        return "[{'result': 0, 'arguments': {'incarnation': %d, 'failed-leases': [%s]}}]"
                .formatted(OneOfTwo.PARTNERS_START, failed.formatted(LeaseJson.toAnswer(THEIRS)));
    }

    /** {@code octets} are many leases in one text. */
    @ParameterizedTest
    @CsvSource({"'', 0, true", "*, 1, false", "AA==, 1, false"})
    void anUpdateThatCannotBeReadChangesNothing(String octets, int result, boolean counts) {
        OneOfTwo one = new OneOfTwo(Known.AGREEMENT, true, List.of());
        ObjectNode update = JsonNodeFactory.instance.objectNode();
        update.putArray("leases").add(LeaseJson.toAnswer(THEIRS));
        update.put("octets", octets);
        one.hear(one.greeting());
        int before = one.disk.commits;

        assertThat(one.receive(update).result()).isEqualTo(result);
        assertThat(one.table.size()).isEqualTo(counts ? 1 : 0);
        assertThat(one.disk.commits - before).isEqualTo(counts ? 1 : 0);
        assertThat(one.continuity.greeting().seen().isPresent()).isEqualTo(counts);
    }

    /**
     * A server that was restarted does not know which updates it had: one that was given up long
     * ago may arrive before the partner has said so.
     */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "it was not heard, -1, false",
        "it asks,          0,  true",
        "it asks,          1,  false",
        "it answers,       0,  true",
        "it answers,       1,  false",
    })
    void anUpdateCountsOnceThePartnerSaysWhichAreOnTheirWay(
            String how, long settled, boolean counts) {
        OneOfTwo one = new OneOfTwo(Known.AGREEMENT, true, List.of());
        ObjectNode greeting = one.greeting();
        greeting.set("settled", new UpdateNumber(OneOfTwo.PARTNERS_START, settled).encode());
        switch (how) {
            case "it asks" -> one.hearAsking(greeting);
            case "it answers" -> one.hear(greeting);
            default -> assertThat(settled).isNegative();
        }

        ControlResponse answer = one.receiveLease(LeaseJson.toAnswer(THEIRS));
        assertThat(answer.result()).isEqualTo(counts ? 0 : 1);
        assertThat(one.table.size()).isEqualTo(counts ? 1 : 0);
    }

    /** A server that is told its own leases again, after a loss, has them for as long as before. */
    @ParameterizedTest(name = "heard {0} ms ago")
    @CsvSource({"0, 0", "742, 0", "980, 0", "1000, 1", "1742, 1", "-10000, -10"})
    void nothingEndsEarlierForHavingBeenTold(long millis, long seconds) {
        OneOfTwo one = new OneOfTwo(Known.AGREEMENT, true, List.of());
        one.hear(one.greeting());
        ObjectNode told = (ObjectNode) LeaseJson.toAnswer(THEIRS);
        told.put("heard", one.loop.millis() - millis);

        assertThat(one.receiveLease(told).result()).isZero();
        assertThat(one.table.find(THEIRS.address()).clientLastTransmission())
                .isEqualTo(one.loop.epochSecond() - seconds);
    }

    /** What was told through a slow network is too long here, until it is told once more. */
    @ParameterizedTest(name = "slow {0} ms, renewed here {1}, still slow {2}")
    @CsvSource({
        "0,    false, false, 8",
        "2000, false, false, 10",
        "2000, false, true,  8",
        "2000, true,  false, 9",
    })
    void timesThatASlowNetworkMadeRoughAreMended(
            long millis, boolean renewed, boolean stillSlow, long age) {
        OneOfTwo one = new OneOfTwo(Known.AGREEMENT, true, List.of());
        ObjectNode late = one.greeting();
        late.put("monotonic", one.loop.millis() - millis);
        one.hear(late, Duration.ofMillis(millis));
        ObjectNode told = (ObjectNode) LeaseJson.toAnswer(THEIRS);
        one.receiveLease(told.put("heard", one.loop.millis() - 8000 - millis));
        if (renewed) {
            Lease taken = one.table.find(THEIRS.address());
            one.table.apply(new LeaseChange.Put(taken.heardAt(taken.clientLastTransmission() - 1)));
        }

        if (!stillSlow) {
            one.hear(one.greeting());
        }
        one.receiveLease(told.put("heard", one.loop.millis() - 10_000));

        assertThat(one.table.find(THEIRS.address()).clientLastTransmission())
                .isEqualTo(one.loop.epochSecond() - age);
    }

    /**
     * Whoever is not understood is no Kea: an agreement with it stays, and a server that knows
     * nothing of its partner goes on waiting for it.
     */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "AGREEMENT, understood, true,  1, false",
        "AGREEMENT, version,    false, 1, true",
        "AGREEMENT, server-id,  false, 1, true",
        "AGREEMENT, all,        true,  0, false",
        "PARTNER,   version,    true,  0, true",
        "PARTNER,   all,        true,  0, false",
        "NOTHING,   version,    false, 0, true",
        "NOTHING,   all,        true,  0, false",
    })
    void whoIsNotUnderstoodIsNoKea(
            Known known, String missing, boolean answers, long agreement, boolean told) {
        OneOfTwo one = new OneOfTwo(known, true, List.of());
        ObjectNode greeting = one.greeting();
        greeting.remove(missing);
        for (int i = 0; i < 2; i++) {
            one.ask(missing.equals("all") ? Optional.empty() : Optional.of(greeting));
        }

        assertThat(one.events).noneMatch(e -> answers && e instanceof HaEvent.HeartbeatFailed);
        assertThat(one.events).noneMatch(e -> !answers && e instanceof HaEvent.HeartbeatAnswered);
        assertThat(one.continuity.report().agreement()).isEqualTo(agreement);
        assertThat(one.continuity.report().contact()).isEqualTo(missing.equals("understood"));
        assertThat(one.told.stream().filter(HaMessage.TANDEM6_GREETING_NOT_UNDERSTOOD::equals))
                .hasSize(told ? 1 : 0);
    }

    @Test
    void theStateMachineHearsThatThePartnerIsAKeaBeforeItHearsItsAnswer() {
        OneOfTwo one = new OneOfTwo(Known.PARTNER, true, List.of());
        ObjectNode greeting = one.greeting().put("terms", "others");
        greeting.remove("current");
        one.ask(Optional.of(greeting));
        one.ask(Optional.empty());

        assertThat(one.events)
                .extracting(e -> e instanceof HaEvent.AccordChanged c ? c.accord() : e.getClass())
                .containsExactly(
                        Accord.OFFERED,
                        HaEvent.HeartbeatAnswered.class,
                        Accord.NONE,
                        HaEvent.HeartbeatAnswered.class);
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 0"})
    void whoStopsDoesNotSayThatItsPartnerIsLost(boolean stops, int said) {
        OneOfTwo one = new OneOfTwo(Known.AGREEMENT, true, List.of());
        one.hear(one.greeting());
        if (stops) {
            one.stop();
        }
        one.loop.advance(Duration.ofSeconds(2));

        assertThat(one.told.stream().filter(HaMessage.TANDEM6_CONTACT_LOST::equals)).hasSize(said);
    }

    @ParameterizedTest(name = "what was {0}")
    @CsvSource({"asked for", "asked for at last", "taken over", "handed over", "heard"})
    void whatTheDiskLacksOutlivesTheRelationship(String what) {
        OneOfTwo one = new OneOfTwo(Known.AGREEMENT, false, List.of());
        Predicate<Memory> knows = learn(one, what);
        long beat = one.continuity.greeting().beat();

        one.replace();
        assertThat(one.continuity.greeting().beat())
                .as("said before it is on disk")
                .isEqualTo(beat);

        one.writeLater();
        assertThat(one.written()).matches(knows);
        assertThat(one.continuity.greeting().beat()).isEqualTo(one.written().beat());
        assertThat(one.continuity.greeting().startBeat()).isEqualTo(beat);
    }

    private Predicate<Memory> learn(OneOfTwo one, String what) {
        return switch (what) {
            case "asked for" -> {
                one.continuity.account().prepare(List.of(new LeaseChange.Put(LEASE)), ends::add);
                yield memory -> memory.asked().equals(Set.of(LEASE.address()));
            }
            case "asked for at last" -> {
                learn(one, "asked for");
                LeaseChange other = TestLeases.put(4);
                one.continuity.account().prepare(List.of(other), ends::add);
                yield memory -> memory.asked().equals(Set.of(LEASE.address(), other.address()));
            }
            case "taken over" -> {
                one.continuity.takeOver().byThis();
                yield memory -> memory.holding() && memory.takenOverAt().isPresent();
            }
            case "handed over" -> {
                one.continuity.takeOver().byPartner(() -> {});
                yield Memory::handedOver;
            }
            case "heard" -> {
                one.hear(one.greeting().put("incarnation", OneOfTwo.PARTNERS_START + 1));
                yield memory -> memory.partnerIncarnation() == OneOfTwo.PARTNERS_START + 1;
            }
            default -> throw new IllegalArgumentException(what);
        };
    }

    @ParameterizedTest(name = "the relationship ends: {0}")
    @CsvSource({"false, true", "true, false"})
    void whatWaitsForTheDiskIsDoneIfTheRelationshipGoesOn(boolean isReplaced, boolean done) {
        OneOfTwo one = new OneOfTwo(Known.AGREEMENT, false, List.of());
        one.continuity.account().prepare(List.of(new LeaseChange.Put(LEASE)), ends::add);
        if (isReplaced) {
            one.replace();
        }

        one.write();

        assertThat(ends).containsExactly(done);
    }

    @ParameterizedTest(name = "the relationship ends: {0}")
    @CsvSource({"false, true", "true, false"})
    void anAnswerThatComesTooLateIsIgnored(boolean stops, boolean heard) {
        OneOfTwo one = new OneOfTwo(Known.PARTNER, true, List.of());
        one.ask(
                Optional.of(one.greeting()),
                () -> {
                    if (stops) {
                        one.stop();
                    }
                });

        assertThat(one.continuity.report().contact()).isEqualTo(heard);
    }
}
