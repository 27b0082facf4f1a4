package io.tandem6.server.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a server stands by what it remembers. */
class HalvesTest {
    /** Everything is the primary's by one of them, nothing by the other. */
    private static final Map<String, Terms> TERMS =
            Map.of(
                    "all", new Terms("one", "two", 256, 600, List.of()),
                    "none", new Terms("one", "two", 0, 60, List.of()));

    private static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8::1");

    private final Halves halves = new Halves(Half.PRIMARY);

    private static Optional<Pact> pact(String terms) {
        return Optional.ofNullable(TERMS.get(terms)).map(t -> new Pact(1, t, true));
    }

    private static Memory memory(String current, String next) {
        Memory.Draft draft = new Memory.Draft(Memory.NONE);
        draft.current = pact(current);
        draft.next = pact(next);
        return draft.done();
    }

    private static Terms terms(String name) {
        return Optional.ofNullable(TERMS.get(name)).orElseThrow();
    }

    private Optional<Standing> stand(
            Memory wanted, Memory durable, String configured, boolean acquainted) {
        return halves.standing(
                new Halves.Known(wanted, durable, terms(configured), acquainted, true, true));
    }

    @ParameterizedTest(name = "wants {0}, then {1}; has {2}, then {3}; {4}; acquainted {5}")
    @CsvSource({
        "-, -, -, -, all, true, '', false",
        "all, -, all, -, all, true, all, false",
        // What is not on disk yet counts, and so does what is on disk still.
        "all, -, -, -, all, true, all, false",
        "-, -, all, -, all, true, all, false",
        "all, none, all, -, all, true, all none, true",
        "none, -, all, none, all, true, none all, true",
        // The configured pools are not the agreed ones.
        "none, -, none, -, all, true, none, true",
        // It may have forgotten an agreement.
        "-, -, -, -, none, false, none, false",
    })
    void allTermsThatMayCountCount(
            String wanted,
            String wantedNext,
            String durable,
            String durableNext,
            String configured,
            boolean acquainted,
            String ownerships,
            boolean pooledOnly) {
        Optional<Standing> standing =
                stand(
                        memory(wanted, wantedNext),
                        memory(durable, durableNext),
                        configured,
                        acquainted);

        assertThat(standing.map(HalvesTest::names).orElse("")).isEqualTo(ownerships);
        assertThat(standing.filter(Standing::pooledOnly).isPresent()).isEqualTo(pooledOnly);
        assertThat(standing.filter(Standing::recovering).isPresent()).isEqualTo(!acquainted);
    }

    private static String names(Standing standing) {
        return String.join(
                " ",
                standing.ownerships().stream()
                        .map(o -> o.owner(ADDRESS, 128).orElseThrow())
                        .map(half -> half == Half.PRIMARY ? "all" : "none")
                        .toList());
    }

    @ParameterizedTest(name = "wants {0}, has {1}, in touch {2}")
    @CsvSource({
        "true, true, false, 5",
        "true, false, false,",
        "false, true, false,",
        "true, true, true,"
    })
    void thePartnersHalfIsUsedOnceThatIsOnDiskAndWhileItDoesNotAnswer(
            boolean wanted, boolean durable, boolean inTouch, @Nullable Long since) {
        Memory agreed = memory("all", "-");
        Memory taken = agreed.takingOver(5);

        OptionalLong takenOverAt =
                halves.standing(
                                new Halves.Known(
                                        wanted ? taken : agreed,
                                        durable ? taken : agreed,
                                        terms("all"),
                                        true,
                                        inTouch,
                                        false))
                        .orElseThrow()
                        .takenOverAt();

        assertThat(takenOverAt)
                .isEqualTo(since == null ? OptionalLong.empty() : OptionalLong.of(since));
    }

    @ParameterizedTest(name = "agreed {0} of mclt at most {1} s, configured {2}")
    @CsvSource({
        "all, 0, all, 600",
        "none, 60, none, 60",
        "none, 60, all, 600",
        "none, 900, all, 900"
    })
    void theLongestLeadTimeCounts(String agreed, long max, String configured, long longest) {
        Memory.Draft draft = new Memory.Draft(memory(agreed, "-"));
        draft.mcltMax = max;

        assertThat(stand(draft.done(), draft.done(), configured, true).orElseThrow().mcltSeconds())
                .isEqualTo(longest);
    }

    @ParameterizedTest(name = "agreed {0}, configured {1}, partner took over {2}, this one {3}")
    @CsvSource({
        "all, none, 0, 0, true",
        "none, all, 0, 0, false",
        "-, all, 0, 0, true",
        "-, none, 0, 0, false",
        "all, all, 2, 1, false",
        "none, none, 1, 2, true",
    })
    void theWordOfTheOwnerCountsOrOfTheLastThatTookOver(
            String agreed, String configured, long handover, long hold, boolean owner) {
        Memory.Draft draft = new Memory.Draft(memory(agreed, "-"));
        draft.handover = handover;
        draft.hold = hold;
        Lease lease = Rows.lease(ADDRESS, 1, Rows.NOW, 100);

        assertThat(halves.isOwner(lease, draft.done(), () -> terms(configured))).isEqualTo(owner);
    }
}
